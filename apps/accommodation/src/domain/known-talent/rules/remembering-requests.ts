import { alreadySo } from '@talentloop/event-sourcing';
import { refOf } from '../state';
import type { KnownTalentRules } from './guards';

/** Which requests of a talent are open, so that one event lists all that ends when they leave. */
export const rememberingRequests: KnownTalentRules<'NoteRequestOpened' | 'NoteRequestClosed'> = {
  NoteRequestOpened: ({ requestId }, state) => {
    if (state.openRequests.includes(requestId)) return alreadySo;
    const opened = { ...refOf(state), requestId };
    if (state.status !== 'left') return [{ type: 'TalentRequestOpened', data: opened }];
    const endsWith = { on: state.on, because: state.because };
    return [{ type: 'TalentRequestOpened', data: { ...opened, endsWith } }];
  },
  NoteRequestClosed: ({ requestId }, state) =>
    state.openRequests.includes(requestId)
      ? [{ type: 'TalentRequestClosed', data: { ...refOf(state), requestId } }]
      : alreadySo,
};
