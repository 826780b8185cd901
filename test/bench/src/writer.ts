import { randomUUID } from 'node:crypto';
import { EVENTS_PER_CASE } from './case-script';
import type { Contestant } from './contestant';
import { Emmett } from './contestants/emmett';
import { MessageDb } from './contestants/message-db';
import { Ours } from './contestants/ours';

/** The stores whose log a reader can follow. */
export const opened = (name: string, connectionString: string): Promise<Contestant> => {
  if (name === 'emmett-postgresql') return Emmett.open(connectionString);
  if (name === 'message-db') return MessageDb.join(connectionString);
  return Ours.open(connectionString);
};

const WRITERS = 16;

/**
 * A process that only writes, for some time. It prints when it is ready, and waits for the signal
 * to begin.
 */
export const runWriter = async (args: readonly string[]): Promise<void> => {
  const [name = '', connectionString = '', ms = '1000'] = args;
  const store = await opened(name, connectionString);
  const signalled = new Promise((resolve) => process.once('message', resolve));
  process.send?.('ready');
  await signalled;
  const until = performance.now() + Number(ms);
  const write = async (): Promise<void> => {
    while (performance.now() < until) {
      const [caseId, talentId] = [randomUUID(), randomUUID()];
      for (let step = 0; step < EVENTS_PER_CASE; step += 1)
        await store.append({ caseId, talentId, step });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  await store.close();
  process.disconnect?.();
};
