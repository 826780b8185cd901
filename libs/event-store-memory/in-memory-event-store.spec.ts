import { eventStoreContract } from '@talentloop/testing';
import { InMemoryEventStore } from './index';

eventStoreContract('The store in memory', async (clock) => ({
  store: new InMemoryEventStore(clock),
  close: async () => undefined,
}));
