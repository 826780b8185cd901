import type { Instant } from '@talentloop/event-sourcing';
import { draftUntilFrom } from '../values/draft-expiry';
import type { Talent, TalentState } from './state';

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
