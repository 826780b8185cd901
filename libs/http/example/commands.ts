import type { CommandOf } from '@talentloop/event-sourcing';

export interface ThingCommands {
  readonly AddThing: { readonly name: string; readonly centre: string };
  readonly RenameThing: { readonly name: string };
  readonly ScrapThing: object;
  readonly MakeRemark: { readonly remarkId: string; readonly text: string };
  readonly SettleRemark: { readonly remarkId: string };
}

export type ThingCommand = CommandOf<ThingCommands>;

export const thingRejections = [
  'already-added',
  'already-scrapped',
  'not-added',
  'no-such-remark',
] as const;
export type ThingRejection = (typeof thingRejections)[number];
