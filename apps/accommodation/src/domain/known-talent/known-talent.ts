import { type Decider, type Rejection, reject } from '@talentloop/event-sourcing';
import type { KnownTalentCommand, KnownTalentRejection } from './commands';
import type { Ending, KnownTalentEvent, KnownTalentFacts, KnownTalentRef } from './events';

export type Standing = 'registered' | 'approved' | 'active' | 'suspended';

interface Known extends KnownTalentFacts {
  /** Requests of this talent that have not come to an end, oldest first. */
  readonly openRequests: readonly string[];
}
type Present = Known & { readonly status: Standing };
type Gone = Known & Ending & { readonly status: 'left' };
export type KnownTalent = Present | Gone;
export type KnownTalentState = { readonly status: 'none' } | KnownTalent;

type Decision = readonly KnownTalentEvent[] | Rejection<KnownTalentRejection>;

/**
 * What this service knows of another's talent. It also remembers which requests are open, so that
 * one event lists all that ends when the talent does.
 */
export const knownTalent: Decider<
  KnownTalentCommand,
  KnownTalentState,
  KnownTalentEvent,
  KnownTalentRejection
> = {
  category: 'knownTalent',
  initialState: { status: 'none' },
  decide: (command, state) => {
    if (command.type === 'HearOfTalent')
      return state.status === 'none' ? [{ type: 'TalentBecameKnown', data: command.data }] : [];
    if (state.status === 'none') return reject('talent-not-known');
    if (command.type === 'NoteRequestOpened') return opened(state, command.data.requestId);
    if (command.type === 'NoteRequestClosed') return closed(state, command.data.requestId);
    return state.status === 'left' ? afterLeaving(command) : follow(state, command);
  },
  evolve: (state, event) => {
    if (event.type === 'TalentBecameKnown')
      return { status: 'registered', ...event.data, openRequests: [] };
    return state.status === 'none' ? state : evolveKnown(state, event);
  },
};

type Note = Exclude<
  KnownTalentCommand,
  { type: 'HearOfTalent' | 'NoteRequestOpened' | 'NoteRequestClosed' }
>;

const refOf = ({ talentId, centre, client }: KnownTalentRef): KnownTalentRef => ({
  talentId,
  centre,
  ...(client === undefined ? {} : { client }),
});

const factsOf = (state: KnownTalentFacts): KnownTalentFacts => {
  const { origin, language, scheme, sponsorId } = state;
  return {
    ...refOf(state),
    origin,
    language,
    ...(scheme === undefined ? {} : { scheme }),
    ...(sponsorId === undefined ? {} : { sponsorId }),
  };
};

const opened = (state: KnownTalent, requestId: string): Decision => {
  if (state.openRequests.includes(requestId)) return [];
  const { status } = state;
  const ends = status === 'left' ? { endsWith: { on: state.on, because: state.because } } : {};
  return [{ type: 'TalentRequestOpened', data: { ...refOf(state), requestId, ...ends } }];
};

const closed = (state: KnownTalent, requestId: string): Decision => {
  if (!state.openRequests.includes(requestId)) return [];
  return [{ type: 'TalentRequestClosed', data: { ...refOf(state), requestId } }];
};

const afterLeaving = (command: Note): Decision =>
  command.type === 'NoteLeaving' ? [] : reject('talent-left-already');

const follow = (state: Present, command: Note): Decision => {
  const ref = refOf(state);
  switch (command.type) {
    case 'NoteApproval':
      if (state.status === 'approved') return [];
      return [{ type: 'KnownTalentApproved', data: { ...factsOf(state), ...command.data } }];
    case 'NoteActivation':
      return state.status === 'active' ? [] : [{ type: 'KnownTalentActivated', data: ref }];
    case 'NoteSuspension':
      return state.status === 'suspended' ? [] : [{ type: 'KnownTalentSuspended', data: ref }];
    case 'NoteReinstatement':
      return state.status === 'active' ? [] : [{ type: 'KnownTalentReinstated', data: ref }];
    case 'NoteLeaving': {
      const { openRequests } = state;
      return [{ type: 'KnownTalentLeft', data: { ...ref, ...command.data, openRequests } }];
    }
  }
};

const evolveKnown = (
  state: KnownTalent,
  event: Exclude<KnownTalentEvent, { type: 'TalentBecameKnown' }>,
): KnownTalent => {
  const known: Known = { ...factsOf(state), openRequests: state.openRequests };
  switch (event.type) {
    case 'KnownTalentApproved':
      return { ...known, status: 'approved' };
    case 'KnownTalentActivated':
    case 'KnownTalentReinstated':
      return { ...known, status: 'active' };
    case 'KnownTalentSuspended':
      return { ...known, status: 'suspended' };
    case 'KnownTalentLeft': {
      const { on, because } = event.data;
      return { ...known, status: 'left', on, because };
    }
    case 'TalentRequestOpened':
      return { ...state, openRequests: [...state.openRequests, event.data.requestId] };
    case 'TalentRequestClosed': {
      const { requestId } = event.data;
      return { ...state, openRequests: state.openRequests.filter((id) => id !== requestId) };
    }
  }
};
