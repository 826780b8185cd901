import { dayFromToday } from './days';

/** An obviously fictional person with a family, who needs a home and a school. */
export const newcomer = {
  name: { full: 'Example Newcomer', native: '例子新' },
  birthDate: '1988-04-12',
  nationality: 'CN',
  origin: 'hong-kong',
  email: 'newcomer@example.org',
  phone: '+85291234567',
  preferredLanguage: 'zh-Hant',
  centre: 'loop-onsite',
  scheme: 'TTPS-A',
  household: [
    { relation: 'spouse', name: 'Example Spouse', birthDate: '1989-01-30' },
    { relation: 'child', name: 'Example Child', birthDate: '2017-09-01' },
  ],
  needs: ['accommodation', 'schooling'],
  accommodation: {
    kind: 'talent-residence',
    from: dayFromToday(0),
    to: dayFromToday(30),
    guests: 3,
  },
} as const;

/** A person from overseas, without a family and without needs. */
export const traveller = {
  name: { full: 'Example Traveller' },
  birthDate: '1994-11-05',
  nationality: 'FR',
  origin: 'overseas',
  email: 'traveller@example.org',
  preferredLanguage: 'en',
  centre: 'loop-onsite',
  scheme: 'QMAS',
} as const;

export const goodPassport = { kind: 'passport', number: 'L898902C3', checkDigit: '6' } as const;
/** The right check digit of this number is 3. */
export const badHkid = { kind: 'hkid', number: 'A123456(4)' } as const;

export const consent = {
  purpose: 'onboarding',
  recipient: 'service-centre',
  jurisdiction: 'HK',
  textVersion: '1',
  language: 'en',
} as const;

export const residence = {
  name: 'Example Residence',
  kind: 'talent-residence',
  side: 'hong-kong',
  address: '1 Example Road',
} as const;

/** Fits a family of three. */
export const familyFlat = {
  label: '12A',
  bedrooms: 2,
  sleeps: 4,
  features: ['kitchen'],
  nightlyRate: { amount: 45_000, currency: 'HKD' },
} as const;
export const studio = { ...familyFlat, label: '3B', bedrooms: 0, sleeps: 1 } as const;

export const enquiry = {
  centre: 'loop-onsite',
  channel: 'counter',
  type: 'career',
  subject: 'A question at the counter',
} as const;
