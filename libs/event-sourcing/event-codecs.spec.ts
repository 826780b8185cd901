import {
  GivenKeyEncryptionKeys,
  InMemoryKeyStore,
  KeyRing,
  newKeyLine,
  personal,
  Unreadable,
} from '@talentloop/privacy';
import { z } from 'zod';
import type { CategoryDefinition, DomainEvent, EnvelopedEvent, Personal, StoredEvent } from '.';
import { ERASED, EventCodecs, FIRST_PREVIOUS_HASH, NO_STREAM, UnknownEvent } from '.';

type Registered = DomainEvent<
  'FamilyRegistered',
  {
    personId: string;
    name: Personal<{ full: string }>;
    children: readonly { childId: string; name: Personal<string> }[];
    code?: string | undefined;
  }
>;

const schema = z.object({
  personId: z.string(),
  name: personal(z.object({ full: z.string() })),
  children: z.array(z.object({ childId: z.string(), name: personal(z.string()) })),
  code: z.string().optional(),
});

const category = (over: object = {}): CategoryDefinition<Registered> => ({
  category: 'family',
  subject: ({ personId }) => personId,
  events: {
    FamilyRegistered: {
      type: 'FamilyRegistered',
      version: 1,
      schema,
      personal: [
        { path: 'name', purpose: 'identity' },
        { path: 'children.*.name', purpose: 'identity', subject: 'children.*.childId' },
      ],
      ...over,
    },
  },
});

const event: Registered = {
  type: 'FamilyRegistered',
  data: {
    personId: 'p1',
    name: { full: 'Marker Parent' },
    children: [
      { childId: 'k1', name: 'Marker One' },
      { childId: 'k2', name: 'Marker Two' },
    ],
  },
  reason: 'Marker Reason',
  policy: {
    name: 'p',
    version: '1',
    inputs: { seen: 'Marker Input' },
    fired: ['rule'],
    outcome: 'yes',
  },
};

const keyRing = () =>
  new KeyRing(new InMemoryKeyStore(), new GivenKeyEncryptionKeys(newKeyLine(1)));
const at = '2026-03-02T02:00:00.000Z';

const writing = {
  stream: 'family-1',
  end: { revision: NO_STREAM, hash: FIRST_PREVIOUS_HASH },
  subject: 'p1',
  metadata: { recordedAt: at, actor: { id: 'a', roles: [] }, commandId: 'c', correlationId: 'j' },
};

const stored = (events: readonly EnvelopedEvent[]): readonly StoredEvent[] =>
  events.map((each, i) => ({ ...each, position: i + 1, committedAt: at }));

describe('event codecs', () => {
  it('seal every personal field and free text, and open them again', async () => {
    const codecs = new EventCodecs([category()], keyRing());
    const { enveloped } = await codecs.encode([event], writing);
    expect(JSON.stringify(enveloped)).not.toMatch(/Marker/);
    const [read] = await codecs.decode<Registered>(stored(enveloped));
    expect(read).toMatchObject({ ...event, revision: 0, position: 1 });
    expect(read?.meta).toMatchObject({ reason: 'Marker Reason', policy: event.policy });
  });

  it('seal each person under a key of their own, so that one is erased alone', async () => {
    const keys = keyRing();
    const codecs = new EventCodecs([category()], keys);
    const { enveloped } = await codecs.encode([event], writing);
    await keys.destroy('k1');
    const [read] = await codecs.decode<Registered>(stored(enveloped));
    expect(read?.data.children.map(({ name }) => name)).toEqual([ERASED, 'Marker Two']);
    expect(read?.data.name).toEqual({ full: 'Marker Parent' });
  });

  it('leave sealed what a reader does not look at', async () => {
    const codecs = new EventCodecs([category()], keyRing());
    const { enveloped } = await codecs.encode([event], writing);
    const [read] = await codecs.decode<Registered>(stored(enveloped), { unseal: false });
    expect(read?.data.name).toMatchObject({ sealed: 1, subject: 'p1', purpose: 'identity' });
    expect(read?.data.personId).toBe('p1');
  });

  it('do not open a value that was moved to another place', async () => {
    const codecs = new EventCodecs([category()], keyRing());
    const { enveloped } = await codecs.encode([event], writing);
    const [first] = stored(enveloped);
    if (!first) throw new Error('an event');
    const data = JSON.parse(first.data);
    [data.children[0].name, data.children[1].name] = [data.children[1].name, data.children[0].name];
    const moved = { ...first, data: JSON.stringify(data) };
    await expect(codecs.decode([moved])).rejects.toThrow(Unreadable);
  });

  it('drop what is undefined, and refuse what the schema refuses', async () => {
    const codecs = new EventCodecs([category()], keyRing());
    const spread = { ...event, data: Object.assign({}, event.data, { code: undefined }) };
    const { enveloped } = await codecs.encode([spread], writing);
    expect(Object.keys(JSON.parse(enveloped[0]?.data ?? ''))).not.toContain('code');
    const data = JSON.parse(JSON.stringify({ ...event.data, personId: 7 }));
    const wrong: Registered = { ...event, data };
    await expect(codecs.encode([wrong], writing)).rejects.toThrow(z.ZodError);
  });

  it('upcast step by step, and read nothing newer than they know', async () => {
    const keys = keyRing();
    const old = await new EventCodecs([category()], keys).encode([event], writing);
    const upcasters = {
      1: (data: Registered['data']) => ({ ...data, code: 'two' }),
      2: (data: Registered['data']) => ({ ...data, code: `${data.code}-three` }),
    };
    const newer = new EventCodecs([category({ version: 3, upcasters })], keys);
    const [read] = await newer.decode<Registered>(stored(old.enveloped));
    expect(read?.data).toEqual({ ...event.data, code: 'two-three' });
    const latest = await newer.encode([event], writing);
    const known = new EventCodecs([category()], keys);
    await expect(known.decode(stored(latest.enveloped))).rejects.toThrow(UnknownEvent);
  });

  it('know their own types only', async () => {
    const codecs = new EventCodecs([category()], keyRing());
    const [known] = stored((await codecs.encode([event], writing)).enveloped);
    if (!known) throw new Error('an event');
    await expect(codecs.decode([{ ...known, type: 'toString' }])).rejects.toThrow(UnknownEvent);
    await expect(codecs.decode([{ ...known, stream: 'other-1' }])).rejects.toThrow(UnknownEvent);
  });
});
