import { InMemoryEventStore } from '@talentloop/event-store-memory';
import { followLog, silent } from './index';

it('ends when it is stopped while it looks up where to begin, though nothing happens any more', async () => {
  const stopping = new AbortController();
  const following = followLog({
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
  const waited = new Promise((resolve) => setTimeout(resolve, 1_000, 'still following'));
  expect(await Promise.race([following.then(() => 'ended'), waited])).toBe('ended');
});
