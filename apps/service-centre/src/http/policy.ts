import { definePolicy, type Rule, roles, usually } from '@talentloop/access';

/** Those who work cases; a supervisor may all that a caseworker may. */
export const worker: Rule = { caseworker: 'centre' };

/** Beside the workers: whoever the case is about, and the portal that speaks for them. */
export const parties: Rule = { ...worker, portal: 'client', talent: 'self' };

/** The workers, and the auditors who look over their shoulders. */
export const staff: Rule = { ...worker, auditor: 'any' };

/** Who may do what no case is asked for. */
export const policy = definePolicy({
  open: worker,
  worklist: staff,
  reference: usually(...roles),
});
