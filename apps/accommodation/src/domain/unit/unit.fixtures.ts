import type { UnitFacts } from './events';

/** A unit of two beds, and those who ask for it, as the specs of this folder know them. */
export const facts: UnitFacts = {
  unitId: '10000000-0000-4000-8000-000000000001',
  propertyId: '10000000-0000-4000-8000-00000000000a',
  kind: 'talent-residence',
  side: 'hong-kong',
  label: 'A-101',
  bedrooms: 1,
  sleeps: 2,
  features: ['step-free'],
  nightlyRate: { amount: 80_000, currency: 'HKD' },
  turnaroundDays: 0,
};

export const ref = { unitId: facts.unitId, propertyId: facts.propertyId, kind: facts.kind };

export const asker = {
  requestId: '20000000-0000-4000-8000-000000000001',
  talentId: '30000000-0000-4000-8000-000000000001',
  centre: 'loop-onsite',
  client: 'portal',
};

export const other = { ...asker, requestId: '20000000-0000-4000-8000-000000000002' };
