import { eventStoreContract } from '@talentloop/testing';
import { InMemoryEventStore } from './index';

eventStoreContract('The store in memory', async () => ({
  store: new InMemoryEventStore(),
  close: async () => undefined,
}));
