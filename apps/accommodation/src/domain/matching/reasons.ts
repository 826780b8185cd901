import type { Day } from '@talentloop/event-sourcing';
import type { HousingKind, Money, Side } from '../values/housing';

/** Why a unit was ranked where it is; words are given at the edge, in the caller's language. */
export type MatchReason =
  | { readonly reason: 'free'; readonly nights: number }
  | { readonly reason: 'sleeps-party'; readonly sleeps: number; readonly guests: number }
  | { readonly reason: 'spare-beds'; readonly beds: number }
  | { readonly reason: 'within-budget'; readonly rate: Money; readonly budget: Money }
  | { readonly reason: 'rate-not-comparable'; readonly rate: Money; readonly budget: Money }
  | { readonly reason: 'is-accessible'; readonly feature: string }
  | { readonly reason: 'has-feature'; readonly feature: string }
  | { readonly reason: 'lacks-feature'; readonly feature: string }
  | { readonly reason: 'on-preferred-side'; readonly side: Side }
  | { readonly reason: 'on-other-side'; readonly side: Side };

/** Why a unit cannot be had. */
export type MissReason =
  | { readonly reason: 'other-kind'; readonly kind: HousingKind; readonly wanted: HousingKind }
  | { readonly reason: 'sleeps-too-few'; readonly sleeps: number; readonly guests: number }
  | { readonly reason: 'taken'; readonly from: Day; readonly until: Day }
  | { readonly reason: 'out-of-service'; readonly from: Day; readonly until: Day }
  | { readonly reason: 'over-budget'; readonly rate: Money; readonly budget: Money }
  | { readonly reason: 'not-accessible'; readonly feature: string };
