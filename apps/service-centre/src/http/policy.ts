import { definePolicy, roles, usually } from '@talentloop/access';

const worker = { caseworker: 'centre' } as const;
/** Beside the workers: whoever the case is about, and the portal that speaks for them. */
const conversation = { ...worker, portal: 'client', talent: 'self' } as const;

/** Who may do what with which cases; a supervisor may all that a caseworker may. */
export const policy = definePolicy({
  open: worker,
  read: { ...conversation, auditor: 'any' },
  'read-notes': { ...worker, auditor: 'any' },
  worklist: { ...worker, auditor: 'any' },
  reference: usually(...roles),
  claim: worker,
  assign: { supervisor: 'centre' },
  release: worker,
  start: worker,
  wait: worker,
  resume: worker,
  escalate: worker,
  resolve: worker,
  reopen: worker,
  close: worker,
  cancel: worker,
  transfer: worker,
  'accept-transfer': worker,
  'decline-transfer': worker,
  merge: worker,
  unmerge: worker,
  notes: worker,
  messages: conversation,
  tasks: worker,
  complete: worker,
  feedback: conversation,
});
