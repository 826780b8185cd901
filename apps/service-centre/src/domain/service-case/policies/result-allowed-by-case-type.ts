import type { PolicyRecord } from '@talentloop/event-sourcing';
import { findCaseType } from '../../values/case-types';

/**
 * Whether a case may end with a result: no task is open, and the version of the case type that the
 * case is pinned to knows the result. That version is the policy's too. Undefined if it may not.
 */
export const resultAllowedByCaseType = (
  { type, typeVersion }: { readonly type: string; readonly typeVersion: number },
  result: string,
  openTasks: number,
): PolicyRecord | undefined => {
  const known = findCaseType(type, typeVersion)?.results.some(({ code }) => code === result);
  if (!known || openTasks > 0) return undefined;
  return {
    name: 'result-allowed-by-case-type',
    version: `${type}@${typeVersion}`,
    inputs: { type, result, openTasks },
    fired: ['result-of-this-type', 'no-open-tasks'],
    outcome: result,
  };
};
