import { InMemoryEventStore } from '@talentloop/event-store-memory';
import {
  GivenKeyEncryptionKeys,
  InMemoryKeyStore,
  KeyRing,
  newKeyLine,
  personal,
} from '@talentloop/privacy';
import { z } from 'zod';
import {
  type CategoryDefinition,
  type Command,
  type Decider,
  Decisions,
  type DomainEvent,
  ERASED,
  EventCodecs,
  type Personal,
  type Sealer,
} from '.';

type Told = DomainEvent<'Told', { text: Personal<string> }>;
type Tell = Command<'Tell', { text: string; reason?: string }>;
interface Diary {
  readonly texts: readonly Personal<string>[];
}

const diary: Decider<Tell, Diary, Told, never> = {
  category: 'diary',
  initialState: { texts: [] },
  decide: ({ data: { text, reason } }) => [
    { type: 'Told', data: { text }, ...(reason && { reason }) },
  ],
  evolve: ({ texts }, { data }) => ({ texts: [...texts, data.text] }),
};
const category: CategoryDefinition<Told> = {
  category: 'diary',
  events: {
    Told: {
      type: 'Told',
      version: 1,
      schema: z.object({ text: personal(z.string()) }),
      personal: [{ path: 'text', purpose: 'identity' }],
    },
  },
};

/** Something that waits until it is let through. */
const gate = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
};

const clock = { now: () => '2026-11-02T01:00:00.000Z' };
let commands = 0;
const context = () => ({
  commandId: `00000000-0000-4000-8000-${String((commands += 1)).padStart(12, '0')}`,
  actor: { id: 'clerk', roles: ['caseworker'] },
});

/** Two processes on one log and one key store; what the second seals and opens can be held up. */
const twoProcesses = () => {
  const [store, keys] = [new InMemoryEventStore(clock), new InMemoryKeyStore()];
  const keks = new GivenKeyEncryptionKeys(newKeyLine(1));
  const [one, other] = [new KeyRing(keys, keks), new KeyRing(keys, keks)];
  const held = { sealed: Promise.resolve(), opened: Promise.resolve() };
  const slow: Sealer = {
    seal: async (items) => {
      const boxes = await other.seal(items);
      await held.sealed;
      return boxes;
    },
    isErased: (subject) => other.isErased(subject),
    open: async (items) => {
      const values = await other.open(items);
      await held.opened;
      return values;
    },
  };
  const over = (sealer: Sealer) =>
    new Decisions({ store, clock, codecs: new EventCodecs([category], sealer) });
  const decisions = over(slow);
  return {
    first: over(one),
    second: decisions,
    held,
    async erase() {
      await one.destroy('diary-1');
      expect(await other.forgetDestroyed()).toEqual(['diary-1']);
      expect(await other.forgetDestroyed()).toEqual([]);
      decisions.forget();
    },
    texts: async () => (await decisions.load(diary, '1'))?.state.texts,
  };
};

const tell = (decisions: Decisions, text: string, reason?: string) =>
  decisions.execute(
    diary,
    '1',
    { type: 'Tell', data: { text, ...(reason && { reason }) } },
    context(),
  );

it('is of what was cached', async () => {
  const { first, second, erase, texts } = twoProcesses();
  await tell(first, 'a');
  await tell(second, 'b');
  expect(await texts()).toEqual(['a', 'b']);
  await erase();
  expect(await texts()).toEqual([ERASED, ERASED]);
});

it('is of what is being read while it happens', async () => {
  const { first, held, erase, texts } = twoProcesses();
  await tell(first, 'a');
  const { open, opened } = gate();
  held.opened = opened;
  const reading = texts();
  await new Promise(setImmediate);
  await erase();
  open();
  expect(await reading).toEqual(['a']);
  expect(await texts()).toEqual([ERASED]);
});

it('is of what is being written while it happens', async () => {
  const { first, second, held, erase, texts } = twoProcesses();
  await tell(first, 'a');
  await texts();
  const { open, opened } = gate();
  held.sealed = opened;
  const writing = tell(second, 'b');
  await new Promise(setImmediate);
  await erase();
  open();
  await writing;
  expect(await texts()).toEqual([ERASED, ERASED]);
});

it('is of what is written about somebody erased, as soon as it is written', async () => {
  const { second, erase, texts } = twoProcesses();
  await tell(second, 'a');
  await erase();
  const told = await tell(second, 'b', 'why');
  expect(told).toMatchObject({ events: [{ data: { text: ERASED }, reason: ERASED }] });
  expect(await texts()).toEqual([ERASED, ERASED]);
});
