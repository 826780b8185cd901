import { definePolicy } from '@talentloop/access';

const officer = { 'housing-officer': 'any' } as const;
const staff = { caseworker: 'centre', ...officer } as const;
/** Beside the staff: whoever the request is about, and the portal that speaks for them. */
const party = { ...staff, portal: 'client', talent: 'self' } as const;
const auditor = { auditor: 'any' } as const;
/** Houses and units belong to no centre and to no client. */
const anyStaff = { caseworker: 'any', ...officer, ...auditor } as const;

/** Who may do what with houses and units; a supervisor may all that a caseworker may. */
export const housingPolicy = definePolicy({
  register: officer,
  units: officer,
  read: { ...anyStaff, portal: 'any', talent: 'any' },
  'read-calendar': anyStaff,
  'out-of-service': officer,
  'return-to-service': officer,
});

/** Who may do what with which requests. */
export const requestPolicy = definePolicy({
  request: party,
  read: { ...party, ...auditor },
  matches: { ...staff, ...auditor },
  submit: party,
  'start-assessment': staff,
  'request-information': staff,
  'provide-information': party,
  assess: staff,
  refuse: staff,
  waitlist: staff,
  offer: staff,
  accept: party,
  decline: party,
  'check-in': staff,
  'check-out': staff,
  extend: staff,
  shorten: staff,
  transfer: staff,
  'no-show': staff,
  cancel: staff,
  withdraw: party,
});
