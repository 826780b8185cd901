import type { Day, Instant } from '@talentloop/event-sourcing';
import type { Preferences } from '../accommodation-request/events';
import type { HousingKind, Money, Side } from '../values/housing';
import { nightsBetween } from '../values/nights';
import { collides, freeFrom, type OccupiedNights } from '../values/occupied-nights';
import type { MatchReason, MissReason } from './reasons';

/** What is looked for. */
export interface Wish {
  readonly kind: HousingKind;
  readonly from: Day;
  readonly to: Day;
  readonly guests: number;
  readonly budget?: Money;
  readonly preferences?: Preferences;
}

interface CandidateEntry extends OccupiedNights {
  /** Of a hold: from this moment on it takes no night. */
  readonly expiresAt?: Instant;
}

/** A unit as the list of units has it. */
export interface Candidate {
  readonly id: string;
  readonly kind: HousingKind;
  readonly side: Side;
  readonly sleeps: number;
  readonly features: readonly string[];
  readonly nightlyRate: Money;
  readonly turnaroundDays: number;
  readonly calendar: readonly CandidateEntry[];
}

export interface Match {
  readonly unitId: string;
  readonly rank: number;
  readonly points: number;
  readonly reasons: readonly MatchReason[];
}

export interface NearMiss {
  readonly unitId: string;
  readonly reasons: readonly MissReason[];
}

/** Ranks units by a list that may be a moment old: only the unit itself can promise a night. */
export const matchUnits = (
  wish: Wish,
  candidates: readonly Candidate[],
  at: Instant,
): { readonly matches: readonly Match[]; readonly nearMisses: readonly NearMiss[] } => {
  const judged = candidates.map((unit) => ({ unit, misses: missesOf(wish, unit, at) }));
  const ranked = judged
    .filter(({ misses }) => misses.length === 0)
    .map(({ unit }) => ({ unit, ...meritsOf(wish, unit) }))
    .toSorted((a, b) => b.points - a.points || byPrice(a.unit, b.unit));
  return {
    matches: ranked.map(({ unit, points, reasons }, index) => ({
      unitId: unit.id,
      rank: index + 1,
      points,
      reasons,
    })),
    nearMisses: judged
      .filter(({ misses }) => misses.length > 0)
      .toSorted((a, b) => a.misses.length - b.misses.length || byPrice(a.unit, b.unit))
      .map(({ unit, misses }) => ({ unitId: unit.id, reasons: misses })),
  };
};

/** Whether a party could have the unit on these nights, as far as its calendar is known. */
export const isFree = (wish: Pick<Wish, 'from' | 'to'>, unit: Candidate, at: Instant): boolean =>
  obstacles(wish, unit, at).length === 0;

const byPrice = (a: Candidate, b: Candidate): number =>
  a.nightlyRate.amount - b.nightlyRate.amount || (a.id < b.id ? -1 : 1);

const missesOf = (wish: Wish, unit: Candidate, at: Instant): readonly MissReason[] => {
  const { kind, guests, budget, preferences } = wish;
  const needed = preferences?.accessibility ?? [];
  const misses: MissReason[] = [];
  if (unit.kind !== kind) misses.push({ reason: 'other-kind', kind: unit.kind, wanted: kind });
  if (unit.sleeps < guests) misses.push({ reason: 'sleeps-too-few', sleeps: unit.sleeps, guests });
  misses.push(...obstacles(wish, unit, at));
  if (budget && isComparable(unit, budget) && unit.nightlyRate.amount > budget.amount)
    misses.push({ reason: 'over-budget', rate: unit.nightlyRate, budget });
  for (const feature of needed)
    if (!unit.features.includes(feature)) misses.push({ reason: 'not-accessible', feature });
  return misses;
};

/** What stands in the way, as one span from the first obstacle to the end of the last. */
const obstacles = (
  { from, to }: Pick<Wish, 'from' | 'to'>,
  { calendar, turnaroundDays }: Candidate,
  at: Instant,
): readonly MissReason[] => {
  const wanted = { entry: 'booking', from, to } as const;
  const inTheWay = calendar.filter(
    (entry) =>
      !(entry.expiresAt !== undefined && entry.expiresAt <= at) &&
      collides(wanted, entry, turnaroundDays),
  );
  const span = (reason: 'taken' | 'out-of-service', entries: readonly CandidateEntry[]) => {
    const first = entries.map((entry) => entry.from).toSorted()[0];
    const last = entries
      .map((entry) => freeFrom(entry, turnaroundDays))
      .toSorted()
      .at(-1);
    return first === undefined || last === undefined ? [] : [{ reason, from: first, until: last }];
  };
  return [
    ...span(
      'taken',
      inTheWay.filter(({ entry }) => entry !== 'out-of-service'),
    ),
    ...span(
      'out-of-service',
      inTheWay.filter(({ entry }) => entry === 'out-of-service'),
    ),
  ];
};

const isComparable = ({ nightlyRate }: Candidate, { currency }: Money): boolean =>
  nightlyRate.currency === currency;

interface Merit {
  readonly points: number;
  readonly reason: MatchReason;
}

const meritsOf = (wish: Wish, unit: Candidate) => {
  const merits = [
    ...fitMerits(wish, unit),
    ...budgetMerits(wish, unit),
    ...likedMerits(wish, unit),
  ];
  return {
    points: merits.reduce((sum, { points }) => sum + points, 0),
    reasons: merits.map(({ reason }) => reason),
  };
};

const fitMerits = ({ from, to, guests }: Wish, { sleeps }: Candidate): readonly Merit[] => {
  const beds = sleeps - guests;
  const spare: Merit = { points: -3 * beds, reason: { reason: 'spare-beds', beds } };
  return [
    { points: 50, reason: { reason: 'free', nights: nightsBetween(from, to) } },
    { points: 20, reason: { reason: 'sleeps-party', sleeps, guests } },
    ...(beds > 0 ? [spare] : []),
  ];
};

/** Up to ten points for what is cheaper than they would pay. */
const budgetMerits = ({ budget }: Wish, unit: Candidate): readonly Merit[] => {
  if (!budget) return [];
  const rate = unit.nightlyRate;
  if (!isComparable(unit, budget))
    return [{ points: 0, reason: { reason: 'rate-not-comparable', rate, budget } }];
  const saved = Math.floor((10 * (budget.amount - rate.amount)) / Math.max(budget.amount, 1));
  return [{ points: saved, reason: { reason: 'within-budget', rate, budget } }];
};

const likedMerits = ({ preferences }: Wish, { features, side }: Candidate): readonly Merit[] => {
  const { accessibility = [], features: liked = [], side: preferred } = preferences ?? {};
  return [
    ...accessibility.map((feature): Merit => ({
      points: 5,
      reason: { reason: 'is-accessible', feature },
    })),
    ...liked.map((feature): Merit =>
      features.includes(feature)
        ? { points: 10, reason: { reason: 'has-feature', feature } }
        : { points: -5, reason: { reason: 'lacks-feature', feature } },
    ),
    ...(preferred === undefined
      ? []
      : [
          side === preferred
            ? ({ points: 10, reason: { reason: 'on-preferred-side', side } } as const)
            : ({ points: -5, reason: { reason: 'on-other-side', side } } as const),
        ]),
  ];
};
