import type { CommandOf } from '@talentloop/event-sourcing';
import type { Ending, KnownTalentFacts, WantedHousing } from './events';

export interface KnownTalentCommandData {
  HearOfTalent: KnownTalentFacts;
  NoteApproval: { readonly accommodation?: WantedHousing };
  NoteActivation: object;
  NoteSuspension: object;
  NoteReinstatement: object;
  NoteLeaving: Ending;
  NoteRequestOpened: { readonly requestId: string };
  NoteRequestClosed: { readonly requestId: string };
}

export type KnownTalentCommand = CommandOf<KnownTalentCommandData>;

export const knownTalentRejections = ['talent-not-known', 'talent-left-already'] as const;
export type KnownTalentRejection = (typeof knownTalentRejections)[number];
