import { definePolicy, type Rule } from '@talentloop/access';

export const officers: Rule = { 'housing-officer': 'any' };
/** A supervisor may all that a caseworker may. */
export const staff: Rule = { caseworker: 'centre', 'housing-officer': 'any' };
/** Beside the staff: whoever the request is about, and the portal that speaks for them. */
export const parties: Rule = { ...staff, portal: 'client', talent: 'self' };
export const requestReaders: Rule = { ...parties, auditor: 'any' };
/** Whatever their centre: properties and units belong to no centre and to no client. */
export const calendarReaders: Rule = {
  caseworker: 'any',
  'housing-officer': 'any',
  auditor: 'any',
};
export const housingReaders: Rule = { ...calendarReaders, portal: 'any', talent: 'any' };

/** Who may do what no resource says. */
export const policy = definePolicy({
  'register-property': officers,
  'request-accommodation': parties,
  matches: { ...staff, auditor: 'any' },
  'read-nights': calendarReaders,
});
