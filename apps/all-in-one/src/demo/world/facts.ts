import type { Persona } from '@talentloop/access';
import type { Work } from '../story';

export type Centre = 'loop-onsite' | 'online' | 'shenzhen-onsite';
export type HousingKind = 'talent-residence' | 'hotel' | 'serviced-apartment';
type DocumentKind =
  'hkid' | 'passport' | 'mainland-id' | 'home-return-permit' | 'eep' | 'non-chinese-permit';

/**
 * A document as it was typed, what a caseworker does with it beside verifying it, and a check digit
 * if it has one.
 */
export type DocumentFacts = readonly [
  kind: DocumentKind,
  number: string,
  judged?: { readonly override: string } | { readonly reject: string },
  checkDigit?: string,
];

/** What happens to a person, and on which day. */
interface Life {
  readonly registered: number;
  readonly submitted?: number;
  readonly screened?: number;
  readonly asked?: readonly [day: number, items: readonly string[], message: string];
  readonly answered?: readonly [day: number, message: string];
  readonly verified?: number;
  readonly approved?: number;
  readonly refused?: readonly [day: number, code: string, reason: string];
  readonly activated?: number;
  readonly suspended?: readonly [day: number, reason: string];
  readonly reinstated?: number;
  readonly departed?: number;
  readonly withdrawn?: readonly [day: number, reason: string];
}

/**
 * A fictional person. The name contains "example", "sample" or "so-and-so" in the person's own
 * language.
 */
export interface PersonFacts {
  readonly key: string;
  readonly name: { readonly full: string; readonly native?: string };
  readonly birthDate: string;
  readonly nationality: string;
  readonly origin: 'hong-kong' | 'mainland' | 'overseas';
  readonly language: 'en' | 'zh-Hant' | 'zh-Hans';
  readonly centre: Centre;
  /** The portal that registered the person; the first portal by default. */
  readonly portal?: Extract<Persona, 'portal' | 'portal-b'>;
  readonly scheme?: string;
  readonly sponsor?: string;
  readonly household?: readonly (readonly [
    relation: 'spouse' | 'child',
    name: string,
    born: string,
  ])[];
  readonly needs?: readonly (
    'accommodation' | 'schooling' | 'childcare' | 'banking' | 'transport'
  )[];
  readonly wish?: readonly [kind: HousingKind, fromDay: number, toDay: number, guests: number];
  readonly documents?: readonly DocumentFacts[];
  readonly life: Life;
}

/** Work on a case that exists because of what a person needs. */
export interface CaseFacts {
  readonly of: string;
  readonly centre: Centre;
  readonly type: string;
  readonly work: readonly Work[];
}

/** A case that a caseworker opened, and the work on it. */
export interface EnquiryFacts {
  readonly key: string;
  readonly centre: Centre;
  readonly channel: 'portal' | 'counter' | 'phone' | 'e-mail' | 'kiosk';
  readonly type: string;
  readonly about?: string;
  readonly priority?: 'low' | 'normal' | 'high' | 'urgent';
  readonly subject: string;
  readonly description?: string;
  readonly opened: readonly [day: number, time: string];
  readonly work: readonly Work[];
}

/**
 * What happens to a person's request for accommodation. An approval makes the request, unless
 * `asked` is set.
 */
export interface HomeFacts {
  readonly of: string;
  readonly asked?: {
    readonly at: readonly [day: number, time: string];
    readonly kind: HousingKind;
    readonly from: number;
    readonly to: number;
    readonly guests: number;
    readonly budget?: { readonly amount: number; readonly currency: 'HKD' | 'CNY' };
    readonly preferences?: object;
  };
  readonly work: readonly Work[];
}
