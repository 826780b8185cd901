import { eventStoreContract } from '@talentloop/testing';
import { Logs } from './logs';

let logs: Logs;

beforeAll(async () => {
  logs = await Logs.start();
});

afterAll(() => logs.stop());

eventStoreContract('The store in EventStoreDB', (clock) => logs.make(clock), { gapless: false });
