import { definePolicy } from '@talentloop/access';

/** Who may make a person known; the resource says who may do what from then on. */
export const talentPolicy = definePolicy({
  register: { caseworker: 'centre', portal: 'client' },
});

export const referencePolicy = definePolicy({
  read: {
    caseworker: 'any',
    'housing-officer': 'any',
    portal: 'any',
    talent: 'any',
    auditor: 'any',
    'privacy-officer': 'any',
    operator: 'any',
  },
});
