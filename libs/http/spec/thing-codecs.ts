import type {
  CategoryDefinition,
  DomainEvent,
  EventDefinition,
  EventOf,
} from '@talentloop/event-sourcing';
import { personal } from '@talentloop/privacy';
import { z } from 'zod';
import type { ThingEvent, ThingEvents } from '../example/events';

const plain = <T extends keyof ThingEvents & string>(
  type: T,
  schema: EventDefinition<EventOf<ThingEvents, T> & DomainEvent>['schema'],
) => ({ type, version: 1, personal: [], schema });

/** How the events of the example are stored. */
export const thingCodecs: CategoryDefinition<ThingEvent> = {
  category: 'thing',
  events: {
    ThingAdded: plain('ThingAdded', z.object({ name: z.string(), centre: z.string() })),
    ThingRenamed: plain('ThingRenamed', z.object({ name: z.string() })),
    ThingScrapped: plain('ThingScrapped', z.object({})),
    RemarkMade: {
      type: 'RemarkMade',
      version: 1,
      schema: z.object({ remarkId: z.string(), text: personal(z.string()) }),
      personal: [{ path: 'text', purpose: 'free-text' }],
    },
    RemarkSettled: plain('RemarkSettled', z.object({ remarkId: z.string() })),
  },
};
