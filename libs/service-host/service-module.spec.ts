import {
  aggregate,
  type CategoryDefinition,
  type CommandOf,
  type Decider,
  Decisions,
  EventCodecs,
  type EventOf,
  type Exemplars,
  systemClock,
} from '@talentloop/event-sourcing';
import { InMemoryEventStore } from '@talentloop/event-store-memory';
import { defineResource } from '@talentloop/http';
import { publications } from '@talentloop/integration-bus';
import { GivenKeyEncryptionKeys, InMemoryKeyStore, KeyRing, newKeyLine } from '@talentloop/privacy';
import { WORKER } from '@talentloop/testing';
import { z } from 'zod';
import { defineService } from './service';
import { defineServiceModule } from './service-module';

interface Commands {
  readonly PostNotice: { readonly centre: string };
}
interface Events {
  readonly NoticePosted: { readonly centre: string };
}
type Notice = { readonly status: 'none' } | Posted;
interface Posted {
  readonly status: 'posted';
  readonly centre: string;
}

const notice: Decider<CommandOf<Commands>, Notice, EventOf<Events>, never> = {
  category: 'notice',
  initialState: { status: 'none' },
  decide: ({ data }) => [{ type: 'NoticePosted', data }],
  evolve: (_, { data }) => ({ status: 'posted', centre: data.centre }),
};

const data = { centre: 'online' };
const exemplars: Exemplars<Commands, Notice, EventOf<Events>> = {
  statusOf: ({ status }) => status,
  commands: {
    PostNotice: [{ given: [], by: WORKER, data, then: [{ type: 'NoticePosted', data }] }],
  },
};

const codecs: CategoryDefinition<EventOf<Events>> = {
  category: 'notice',
  events: {
    NoticePosted: {
      type: 'NoticePosted',
      version: 1,
      personal: [],
      schema: z.object({ centre: z.string() }),
    },
  },
};

class NoticeView {}

const notices = (path: string, followed?: { readonly internal: readonly 'NoticePosted'[] }) =>
  defineResource({
    decider: notice,
    exemplars,
    path,
    body: NoticeView,
    exists: (state): state is Posted => state.status !== 'none',
    scopeOf: ({ centre }) => ({ centre }),
    view: ({ status }) => ({ status }),
    read: { caseworker: 'centre' },
    problems: {},
    ...(followed && { followed }),
    actions: {},
  });

const serviceWith = (...deciders: readonly (typeof notice)[]) =>
  defineService({
    name: 'notice-board',
    schema: 'notice_board',
    aggregates: deciders.map((decider) => aggregate(decider, codecs, exemplars)),
    readModels: [],
    processes: [],
    deadlines: [],
    publishes: publications([]),
    consumes: { consumer: 'notice-board', reactions: [] },
  });

const decisions = () => {
  const keyRing = new KeyRing(new InMemoryKeyStore(), new GivenKeyEncryptionKeys(newKeyLine(1)));
  const store = new InMemoryEventStore();
  return new Decisions({ store, clock: systemClock, codecs: new EventCodecs([codecs], keyRing) });
};

it('lets auditors read each of its resources, and callers follow those that say so', () => {
  const module = defineServiceModule({
    service: serviceWith(notice),
    resources: [notices('notices', { internal: ['NoticePosted'] }), notices('drafts')],
  });
  expect(module.audited.map(({ name, category }) => [name, category])).toEqual([
    ['notices', 'notice'],
    ['drafts', 'notice'],
  ]);
  expect(module.changes).toMatchObject([
    {
      resource: 'notices',
      category: 'notice',
      rule: { caseworker: 'centre' },
      internal: ['NoticePosted'],
    },
  ]);
});

it('knows to whom a change belongs', async () => {
  const resources = [notices('notices', { internal: [] })];
  const { changes } = defineServiceModule({
    service: serviceWith(notice),
    resources,
  });
  const asked = decisions();
  const command = { type: 'PostNotice', data } as const;
  await asked.execute(notice, '1', command, { actor: WORKER, commandId: 'one' });
  const scopes = ['1', '2'].map((id) => changes[0]?.scopeOf(asked, id));
  expect(await Promise.all(scopes)).toEqual([{ centre: 'online' }, undefined]);
});

it('is not made of a resource that its service does not decide about', () => {
  const define = () =>
    defineServiceModule({ service: serviceWith(), resources: [notices('notices')] });
  expect(define).toThrow('notice-board has no decider for notices');
});
