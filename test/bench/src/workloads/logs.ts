import { randomUUID } from 'node:crypto';
import { EVENTS_PER_CASE, eventOf } from '../case-script';
import type { Contestant } from '../contestant';
import type { Ours } from '../contestants/ours';

/** Many callers at the same time, because only then a log fills quickly. */
const CALLERS = 256;

/** Writes complete cases through the product's own commands. */
export const workCases = async (ours: Ours, cases: number): Promise<void> => {
  let left = cases;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const [caseId, talentId] = [randomUUID(), randomUUID()];
      for (let step = 0; step < EVENTS_PER_CASE; step += 1)
        await ours.append({ caseId, talentId, step });
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, work));
};

/** Writes the same cases to a peer's log, each case at once. */
export const fillCases = async (peer: Contestant, cases: number): Promise<void> => {
  let left = cases;
  const fill = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const [caseId, talentId] = [randomUUID(), randomUUID()];
      const steps = Array.from({ length: EVENTS_PER_CASE }, (_, step) =>
        eventOf(caseId, talentId, randomUUID(), step),
      );
      await peer.fill(caseId, steps);
    }
  };
  await Promise.all(Array.from({ length: 16 }, fill));
};
