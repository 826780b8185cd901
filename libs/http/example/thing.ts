import { type Command, type Decider, type DomainEvent, reject } from '@talentloop/event-sourcing';

export type ThingEvent =
  | DomainEvent<'ThingAdded', { name: string; centre: string }>
  | DomainEvent<'ThingRenamed', { name: string }>
  | DomainEvent<'ThingScrapped', object>;

export type ThingCommand =
  | Command<'AddThing', { name: string; centre: string }>
  | Command<'RenameThing', { name: string }>
  | Command<'ScrapThing', object>;

export const thingRejections = ['already-scrapped', 'not-added'] as const;
export type ThingRejection = (typeof thingRejections)[number];

export type ThingState =
  | { readonly status: 'none' }
  | { readonly status: 'kept' | 'scrapped'; readonly name: string; readonly centre: string };

/** A thing of a centre: the smallest aggregate that shows every convention of HTTP. */
export const thing: Decider<ThingCommand, ThingState, ThingEvent, ThingRejection> = {
  category: 'thing',
  initialState: { status: 'none' },
  decide: ({ type, data }, state) => {
    if (type === 'AddThing') return state.status === 'none' ? [{ type: 'ThingAdded', data }] : [];
    if (state.status === 'none') return reject('not-added');
    if (type === 'ScrapThing')
      return state.status === 'scrapped' ? [] : [{ type: 'ThingScrapped', data: {} }];
    if (state.status === 'scrapped') return reject('already-scrapped', { name: state.name });
    return state.name === data.name ? [] : [{ type: 'ThingRenamed', data }];
  },
  evolve: (state, { type, data }) => {
    if (type === 'ThingAdded') return { status: 'kept', ...data };
    if (state.status === 'none') return state;
    return type === 'ThingRenamed' ? { ...state, ...data } : { ...state, status: 'scrapped' };
  },
};

/** From which state what is possible; one list for the decider's spec and for every caller. */
export const actionsFor = (state: ThingState): readonly string[] =>
  state.status === 'kept' ? ['rename', 'scrap'] : [];
