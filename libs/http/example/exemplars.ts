import type { Actor, Exemplars } from '@talentloop/event-sourcing';
import type { ThingCommands } from './commands';
import type { ThingEvent } from './events';
import type { ThingState } from './thing';

const by: Actor = { id: 'worker-1', roles: ['supervisor'], centre: 'loop-onsite' };
const adding = { name: 'Ladder', centre: 'loop-onsite' };
const added: ThingEvent = { type: 'ThingAdded', data: adding };
const remark = { remarkId: 'remark-1', text: 'Wobbles.' };
const remarked: ThingEvent = { type: 'RemarkMade', data: remark };
const { remarkId } = remark;

/** One valid example of each command of a thing. */
export const thingExemplars: Exemplars<ThingCommands, ThingState, ThingEvent> = {
  statusOf: ({ status }) => status,
  commands: {
    AddThing: [{ given: [], by, data: adding, then: [added] }],
    RenameThing: [
      {
        given: [added],
        by,
        data: { name: 'Steps' },
        then: [{ type: 'ThingRenamed', data: { name: 'Steps' } }],
      },
    ],
    ScrapThing: [{ given: [added], by, data: {}, then: [{ type: 'ThingScrapped', data: {} }] }],
    MakeRemark: [{ given: [added], by, data: remark, then: [remarked] }],
    SettleRemark: [
      {
        given: [added, remarked],
        by,
        data: { remarkId },
        then: [{ type: 'RemarkSettled', data: { remarkId } }],
      },
    ],
  },
  // A new name must be another one, whatever the thing is called.
  fitted: { RenameThing: (state) => ({ name: 'name' in state ? `${state.name}!` : 'Steps' }) },
};
