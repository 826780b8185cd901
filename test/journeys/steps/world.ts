import { type Caller, startForTest, type TestInstallation } from '@talentloop/testing/journeys';
import { serviceModules } from '../../../apps/all-in-one/src/service-modules';

/** The three services in one process, as `npm start` runs them, on a database of their own. */
export const startWorld = (): Promise<TestInstallation> => startForTest(...serviceModules);

/** The people of a journey. */
export type Who =
  | 'portal'
  | 'portal-b'
  | 'caseworker'
  | 'caseworker-online'
  | 'supervisor'
  | 'housing-officer'
  | 'auditor'
  | 'talent';

/** Returns a caller for a persona. `talent` is the talent of the journey. */
export type As = (who: Who) => Caller;

/** Returns the same caller each time, so that each caller needs only one token. */
export const callersOf = (
  { as }: Pick<TestInstallation, 'as'>,
  talentId?: () => string | undefined,
): As => {
  const callers = new Map<Who, Caller>();
  return (who) => {
    const known = callers.get(who);
    if (known) return known;
    const caller = as(who, who === 'talent' ? talentId?.() : undefined);
    callers.set(who, caller);
    return caller;
  };
};
