import * as fc from 'fast-check';
import { type Candidate, isFree, matchUnits, type Wish } from './matching';

const AT = '2026-03-02T02:00:00.000Z';
const wish: Wish = { kind: 'hotel', from: '2026-03-10', to: '2026-03-20', guests: 2 };
const unit = (id: string, over: Partial<Candidate> = {}): Candidate => ({
  id,
  kind: 'hotel',
  side: 'hong-kong',
  sleeps: 2,
  features: [],
  nightlyRate: { amount: 80_000, currency: 'HKD' },
  turnaroundDays: 0,
  calendar: [],
  ...over,
});
const taken = (from: string, to: string, entry: 'booking' | 'out-of-service' = 'booking') => ({
  calendar: [{ entry, from, to }],
});
const missed = (over: Partial<Candidate>, wanted: Partial<Wish> = {}) =>
  matchUnits({ ...wish, ...wanted }, [unit('a', over)], AT).nearMisses[0]?.reasons;

describe('a near miss says why', () => {
  it('by kind, by beds and by nights', () => {
    expect(missed({ kind: 'talent-residence' })).toEqual([
      { reason: 'other-kind', kind: 'talent-residence', wanted: 'hotel' },
    ]);
    expect(missed({ sleeps: 1 })).toEqual([{ reason: 'sleeps-too-few', sleeps: 1, guests: 2 }]);
    expect(missed(taken('2026-03-18', '2026-03-25'))).toEqual([
      { reason: 'taken', from: '2026-03-18', until: '2026-03-25' },
    ]);
    expect(missed({ ...taken('2026-03-01', '2026-03-10'), turnaroundDays: 2 })).toEqual([
      { reason: 'taken', from: '2026-03-01', until: '2026-03-12' },
    ]);
    expect(missed(taken('2026-03-18', '2026-03-25', 'out-of-service'))).toEqual([
      { reason: 'out-of-service', from: '2026-03-18', until: '2026-03-25' },
    ]);
  });

  it('by budget, unless the currencies differ', () => {
    const budget = { amount: 70_000, currency: 'HKD' };
    expect(missed({}, { budget })).toEqual([
      { reason: 'over-budget', rate: { amount: 80_000, currency: 'HKD' }, budget },
    ]);
    expect(missed({}, { budget: { amount: 1, currency: 'CNY' } })).toBeUndefined();
  });

  it('by what they cannot live without, but not by what they would merely like', () => {
    expect(missed({}, { preferences: { accessibility: ['step-free'] } })).toEqual([
      { reason: 'not-accessible', feature: 'step-free' },
    ]);
    expect(missed({}, { preferences: { features: ['balcony'] } })).toBeUndefined();
  });

  it('with every reason at once, and those with fewest come first', () => {
    const { nearMisses } = matchUnits(
      wish,
      [unit('far', { kind: 'talent-residence', sleeps: 1 }), unit('near', { sleeps: 1 })],
      AT,
    );
    expect(nearMisses.map(({ unitId, reasons }) => [unitId, reasons.length])).toEqual([
      ['near', 1],
      ['far', 2],
    ]);
  });
});

describe('a match', () => {
  it('ranks what they like above what they do not, and says both', () => {
    const { matches } = matchUnits(
      { ...wish, preferences: { features: ['balcony'], side: 'shenzhen' } },
      [unit('plain'), unit('liked', { features: ['balcony'], side: 'shenzhen' })],
      AT,
    );
    expect(matches.map(({ unitId, rank }) => [rank, unitId])).toEqual([
      [1, 'liked'],
      [2, 'plain'],
    ]);
    expect(matches[1]?.reasons).toEqual([
      { reason: 'free', nights: 10 },
      { reason: 'sleeps-party', sleeps: 2, guests: 2 },
      { reason: 'lacks-feature', feature: 'balcony' },
      { reason: 'on-other-side', side: 'hong-kong' },
    ]);
  });

  it('ranks what fits and what is cheaper higher', () => {
    const { matches } = matchUnits(
      { ...wish, budget: { amount: 100_000, currency: 'HKD' } },
      [
        unit('large', { sleeps: 6 }),
        unit('dear'),
        unit('cheap', { nightlyRate: { amount: 40_000, currency: 'HKD' } }),
      ],
      AT,
    );
    expect(matches.map(({ unitId }) => unitId)).toEqual(['cheap', 'dear', 'large']);
    expect(matches[2]?.reasons).toContainEqual({ reason: 'spare-beds', beds: 4 });
  });

  it('is not kept from a unit by a hold that has lapsed', () => {
    const held = unit('a', {
      calendar: [{ entry: 'hold', from: wish.from, to: wish.to, expiresAt: AT }],
    });
    expect(isFree(wish, held, AT)).toBe(true);
    expect(isFree(wish, held, '2026-03-02T01:59:59.999Z')).toBe(false);
  });
});

it('every unit is either ranked or missed with a reason, whatever it is', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, '0')}`);
  const candidate = fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom('hotel', 'talent-residence', 'serviced-apartment'),
    side: fc.constantFrom('hong-kong', 'shenzhen'),
    sleeps: fc.integer({ min: 1, max: 4 }),
    features: fc.subarray(['step-free', 'balcony']),
    nightlyRate: fc.record({
      amount: fc.integer({ min: 0, max: 100_000 }),
      currency: fc.constantFrom('HKD', 'CNY'),
    }),
    turnaroundDays: fc.integer({ min: 0, max: 2 }),
    calendar: fc.array(
      fc.record({ entry: fc.constantFrom('booking', 'out-of-service'), from: day, to: day }),
      { maxLength: 2 },
    ),
  }) as fc.Arbitrary<Candidate>;
  fc.assert(
    fc.property(fc.uniqueArray(candidate, { selector: ({ id }) => id }), (candidates) => {
      const preferences = { accessibility: ['step-free'], features: ['balcony'] };
      const wanted = { ...wish, budget: { amount: 50_000, currency: 'HKD' }, preferences };
      const { matches, nearMisses } = matchUnits(wanted, candidates, AT);
      expect([...matches, ...nearMisses].map(({ unitId }) => unitId).toSorted()).toEqual(
        candidates.map(({ id }) => id).toSorted(),
      );
      expect([...matches, ...nearMisses].every(({ reasons }) => reasons.length > 0)).toBe(true);
      expect(matches.map(({ rank }) => rank)).toEqual(matches.map((_, index) => index + 1));
    }),
  );
});
