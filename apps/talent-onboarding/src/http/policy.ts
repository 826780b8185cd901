import { definePolicy, type Rule } from '@talentloop/access';

/** What people do for themselves, their portal for them, and a caseworker on their behalf. */
const people: Rule = { caseworker: 'centre', portal: 'client', talent: 'self' };
const caseworkers: Rule = { caseworker: 'centre' };
const supervisors: Rule = { supervisor: 'centre' };
const everyone: Rule = {
  caseworker: 'any',
  'housing-officer': 'any',
  portal: 'any',
  talent: 'any',
  auditor: 'any',
  'privacy-officer': 'any',
  operator: 'any',
};

export const talentPolicy = definePolicy({
  read: { ...people, auditor: 'any', 'privacy-officer': 'any' },
  register: { caseworker: 'centre', portal: 'client' },
  details: people,
  documents: people,
  consents: people,
  submit: people,
  'start-screening': caseworkers,
  'request-information': caseworkers,
  'provide-information': people,
  verify: caseworkers,
  approve: supervisors,
  refuse: supervisors,
  activate: supervisors,
  suspend: supervisors,
  reinstate: supervisors,
  depart: caseworkers,
  withdraw: people,
  corrections: people,
});

export const documentPolicy = definePolicy({
  verify: caseworkers,
  reject: caseworkers,
  override: caseworkers,
});

export const correctionPolicy = definePolicy({ approve: caseworkers, reject: caseworkers });

export const sponsorPolicy = definePolicy({ register: { caseworker: 'any' } });

export const referencePolicy = definePolicy({ read: everyone });
