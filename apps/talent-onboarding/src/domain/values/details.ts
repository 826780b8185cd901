import type { Day, Personal } from '@talentloop/event-sourcing';
import type { Language } from '@talentloop/locale';
import type { Origin } from './origins';
import type { SchemeCode } from './schemes';

export const needs = ['accommodation', 'schooling', 'childcare', 'banking', 'transport'] as const;
export type Need = (typeof needs)[number];

export const housingKinds = ['talent-residence', 'hotel', 'serviced-apartment'] as const;
export type HousingKind = (typeof housingKinds)[number];

export const relations = ['spouse', 'child'] as const;
export type Relation = (typeof relations)[number];

/** Romanised or as the passport has it, and in the person's own script; never converted. */
interface PersonName {
  readonly full: string;
  readonly native?: string;
}

/** What the person wishes for; `to` is the day of departure. */
export interface AccommodationWish {
  readonly kind: HousingKind;
  readonly from: Day;
  readonly to: Day;
  readonly guests: number;
}

export interface HouseholdMember {
  readonly memberId: string;
  readonly relation: Relation;
  readonly name: string;
  readonly birthDate: Day;
}

/** What a person tells about themselves, and may change while it is a draft. */
export interface TalentDetails {
  readonly name: PersonName;
  readonly birthDate: Day;
  /** ISO 3166-1 alpha-2. */
  readonly nationality: string;
  readonly origin: Origin;
  readonly email: string;
  /** E.164. */
  readonly phone?: string;
  readonly preferredLanguage: Language;
  readonly scheme?: SchemeCode;
  readonly sponsorId?: string;
  readonly household: readonly HouseholdMember[];
  readonly needs: readonly Need[];
  readonly accommodation?: AccommodationWish;
}

export type TalentChanges = Partial<TalentDetails>;

/** A household member as recorded: all but the id is personal, sealed under the member's key. */
export interface RecordedMember {
  readonly memberId: string;
  readonly relation: Personal<Relation>;
  readonly name: Personal<string>;
  readonly birthDate: Personal<Day>;
}

type PersonalDetail = 'name' | 'birthDate' | 'email' | 'phone';

/** Details as events carry them: what is personal may have been erased since. */
type Recorded<T extends TalentChanges> = {
  readonly [K in keyof T]: K extends PersonalDetail
    ? Personal<Exclude<T[K], undefined>>
    : K extends 'household'
      ? readonly RecordedMember[]
      : T[K];
};
export type RecordedDetails = Recorded<TalentDetails>;
export type RecordedChanges = Recorded<TalentChanges>;
