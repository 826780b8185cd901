import type { Instant } from '@talentloop/event-sourcing';
import type { Talent, TalentState } from './state';

const DRAFT_LASTS_DAYS = 90;
const DAY_MS = 86_400_000;

/** Until when a draft lasts that was touched at this moment. */
export const draftUntilFrom = (at: Instant): Instant =>
  new Date(Date.parse(at) + DRAFT_LASTS_DAYS * DAY_MS).toISOString();

/** What an event carries that touches the record: a draft lasts 90 days from then. */
export const touch = ({ status }: Talent, at: Instant): { draftUntil?: Instant } =>
  status === 'draft' ? { draftUntil: draftUntilFrom(at) } : {};

/**
 * The state at a moment: an untouched draft is over at its instant, whether or not the event that
 * says so was written yet.
 */
export const asOf = <S extends TalentState>(state: S, at: Instant): S | Talent => {
  if (state.status !== 'draft' || at < state.draftUntil) return state;
  return { status: 'expired', record: state.record };
};
