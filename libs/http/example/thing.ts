import {
  alreadySo,
  type Decider,
  fold,
  type Folds,
  judge,
  type Personal,
  reject,
  type Rules,
} from '@talentloop/event-sourcing';
import type { ThingCommand, ThingCommands, ThingRejection } from './commands';
import type { ThingEvent, ThingEvents } from './events';

interface Remark {
  readonly remarkId: string;
  readonly text: Personal<string>;
  readonly settled: boolean;
}

export interface AddedThing {
  readonly status: 'kept' | 'scrapped';
  readonly name: string;
  readonly centre: string;
  readonly remarks: readonly Remark[];
}
export type ThingState = { readonly status: 'none' } | AddedThing;

export const isAdded = (state: ThingState): state is AddedThing => state.status !== 'none';

type LaterCommand = Exclude<keyof ThingCommands, 'AddThing'>;

const rules: Rules<ThingCommands, LaterCommand, AddedThing, ThingEvent, ThingRejection> = {
  RenameThing: ({ name }, thing) => {
    if (thing.status === 'scrapped') return reject('already-scrapped', { name: thing.name });
    return thing.name === name ? alreadySo : [{ type: 'ThingRenamed', data: { name } }];
  },
  ScrapThing: (_, { status }) =>
    status === 'scrapped' ? alreadySo : [{ type: 'ThingScrapped', data: {} }],
  MakeRemark: ({ remarkId, text }, { status, name }) =>
    status === 'scrapped'
      ? reject('already-scrapped', { name })
      : [{ type: 'RemarkMade', data: { remarkId, text } }],
  SettleRemark: ({ remarkId }, { remarks }) => {
    const remark = remarks.find((it) => it.remarkId === remarkId);
    if (!remark) return reject('no-such-remark');
    return remark.settled ? alreadySo : [{ type: 'RemarkSettled', data: { remarkId } }];
  },
};

type LaterEvent = Exclude<keyof ThingEvents, 'ThingAdded'>;

const folds: Folds<ThingEvents, LaterEvent, AddedThing> = {
  ThingRenamed: (thing, { data }) => ({ ...thing, name: data.name }),
  ThingScrapped: (thing) => ({ ...thing, status: 'scrapped' }),
  RemarkMade: (thing, { data: { remarkId, text } }) => ({
    ...thing,
    remarks: [...thing.remarks, { remarkId, text, settled: false }],
  }),
  RemarkSettled: (thing, { data }) => ({
    ...thing,
    remarks: thing.remarks.map((remark) =>
      remark.remarkId === data.remarkId ? { ...remark, settled: true } : remark,
    ),
  }),
};

/** A thing of a centre: a small aggregate that shows every convention of HTTP. */
export const thing: Decider<ThingCommand, ThingState, ThingEvent, ThingRejection> = {
  category: 'thing',
  initialState: { status: 'none' },
  decide: (command, state, context) => {
    if (command.type === 'AddThing') {
      if (isAdded(state)) return reject('already-added');
      return [{ type: 'ThingAdded', data: command.data }];
    }
    return isAdded(state) ? judge(rules, command, state, context) : reject('not-added');
  },
  evolve: (state, event) => {
    if (event.type === 'ThingAdded') return { status: 'kept', ...event.data, remarks: [] };
    return isAdded(state) ? fold(folds, state, event) : state;
  },
};
