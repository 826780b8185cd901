import type { EventOf, Personal } from '@talentloop/event-sourcing';

export interface ThingEvents {
  readonly ThingAdded: { readonly name: string; readonly centre: string };
  readonly ThingRenamed: { readonly name: string };
  readonly ThingScrapped: object;
  readonly RemarkMade: { readonly remarkId: string; readonly text: Personal<string> };
  readonly RemarkSettled: { readonly remarkId: string };
}

export type ThingEvent = EventOf<ThingEvents>;
