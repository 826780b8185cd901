import type { TalentDetails } from './details';

/** An obviously fictional person from overseas, with no more than what everybody must tell. */
export const singlePerson = {
  name: { full: 'Example Person' },
  birthDate: '1990-05-17',
  nationality: 'FR',
  origin: 'overseas',
  email: 'person@example.org',
  preferredLanguage: 'en',
  household: [],
  needs: [],
} as const satisfies TalentDetails;

/** The same person with everything there is to tell, and with a child who goes to school. */
export const parent = {
  ...singlePerson,
  name: { full: 'Example Person', native: '例子' },
  phone: '+33123456789',
  scheme: 'TTPS-B',
  household: [
    { memberId: 'member-1', relation: 'child', name: 'Example Child', birthDate: '2017-01-02' },
  ],
  needs: ['accommodation', 'schooling'],
  accommodation: { kind: 'hotel', from: '2026-04-01', to: '2026-04-15', guests: 2 },
} as const satisfies TalentDetails;

/** Its number is right: the specimen of ICAO 9303. */
export const passport = { documentId: 'd1', kind: 'passport', number: 'L898902C3' } as const;
/** An identity card whose check digit should be 3. */
export const mistypedCard = {
  documentId: 'd2',
  kind: 'hkid',
  number: 'A123456',
  checkDigit: '4',
  expiresOn: '2030-01-01',
} as const;

export const consent = {
  consentId: 'c1',
  purpose: 'onboarding',
  recipient: 'service-centre',
  jurisdiction: 'HK',
  textVersion: '1',
  language: 'en',
} as const;
