import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { DemoClient } from './demo-client';

const LOOK_MS = 12;
const LOOKS_MAX = 250;

const readModels = z.looseObject({
  items: z.array(
    z.looseObject({ service: z.string(), name: z.string(), position: z.number(), lag: z.number() }),
  ),
});

/**
 * Resolves once nothing changes any more: two looks in a row show the same, and no follower is
 * behind.
 */
export type Settled = () => Promise<void>;

export const settledBy = (client: DemoClient): Settled => {
  const look = async (): Promise<{ readonly behind: boolean; readonly shown: string }> => {
    const { items } = readModels.parse(await client.get('operator', '/read-models'));
    const positions = items.map(({ service, name, position }) => [service, name, position]);
    return { behind: items.some(({ lag }) => lag > 0), shown: JSON.stringify(positions) };
  };
  return async () => {
    let before = await look();
    for (let looks = 1; looks < LOOKS_MAX; looks += 1) {
      await sleep(LOOK_MS);
      const now = await look();
      if (!now.behind && now.shown === before.shown) return;
      before = now;
    }
  };
};
