import type { Rule } from '@talentloop/access';
import { problems } from '../example/problems';
import { thingExemplars } from '../example/exemplars';
import { isAdded, thing } from '../example/thing';
import { ThingView } from '../example/thing.dto';
import { creates, defineResource, Text } from '../index';

const worker: Rule = { caseworker: 'centre', 'housing-officer': 'centre' };

class LadderRequest {
  @Text({ max: 100 }) readonly name!: string;
}

/** A second resource of the same aggregate, which the library makes too. */
export const ladders = defineResource({
  decider: thing,
  exemplars: thingExemplars,
  path: 'ladders',
  body: ThingView,
  exists: isAdded,
  scopeOf: ({ centre }) => ({ centre }),
  view: ({ status, name, centre }) => ({ status, name, centre }),
  read: { ...worker, auditor: 'any' },
  problems,
  creation: creates('AddThing', worker, LadderRequest, ({ name }, { id, subject }) => ({
    name: `${name} ${id.length}`,
    centre: subject.centre ?? '',
  })),
  actions: {},
});
