import { InMemoryEventStore } from '@talentloop/event-store-memory';
import { followLog, silent } from './index';

it('ends when it is stopped while it looks up where to begin, and nothing happens', async () => {
  const stopping = new AbortController();
  // A follower that goes on never comes back, and the test fails by its time limit.
  await followLog({
    name: 'spec',
    store: new InMemoryEventStore(),
    batchSize: 10,
    log: silent,
    signal: stopping.signal,
    position: async () => {
      stopping.abort();
      return 0;
    },
    handle: async () => 'done',
  });
  expect(stopping.signal.aborted).toBe(true);
});
