import type { Command } from '@talentloop/event-sourcing';
import type { Ending, KnownTalentFacts, WantedHousing } from './events';

type Empty = Record<string, never>;

export type HearOfTalent = Command<'HearOfTalent', KnownTalentFacts>;
export type NoteApproval = Command<'NoteApproval', { readonly accommodation?: WantedHousing }>;
export type NoteActivation = Command<'NoteActivation', Empty>;
export type NoteSuspension = Command<'NoteSuspension', Empty>;
export type NoteReinstatement = Command<'NoteReinstatement', Empty>;
export type NoteLeaving = Command<'NoteLeaving', Ending>;
export type NoteRequestOpened = Command<'NoteRequestOpened', { readonly requestId: string }>;
export type NoteRequestClosed = Command<'NoteRequestClosed', { readonly requestId: string }>;

export type KnownTalentCommand =
  | HearOfTalent
  | NoteApproval
  | NoteActivation
  | NoteSuspension
  | NoteReinstatement
  | NoteLeaving
  | NoteRequestOpened
  | NoteRequestClosed;

export const knownTalentRejections = ['talent-not-known', 'talent-left-already'] as const;
export type KnownTalentRejection = (typeof knownTalentRejections)[number];
