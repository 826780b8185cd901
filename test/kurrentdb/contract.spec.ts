import { eventStoreContract } from '@talentloop/testing';
import { type Logs, startLogs } from './logs';

let logs: Logs;

beforeAll(async () => {
  logs = await startLogs();
});

afterAll(() => logs.stop());

eventStoreContract('The store in EventStoreDB', (clock) => logs.make(clock), { gapless: false });
