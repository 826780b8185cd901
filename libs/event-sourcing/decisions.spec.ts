import { InMemoryEventStore } from '@talentloop/event-store-memory';
import {
  GivenKeyEncryptionKeys,
  InMemoryKeyStore,
  KeyRing,
  newKeyLine,
  personal,
} from '@talentloop/privacy';
import fc from 'fast-check';
import { z } from 'zod';
import type {
  CategoryDefinition,
  Clock,
  Command,
  Decider,
  DomainEvent,
  EventStore,
  Personal,
} from '.';
import {
  ClaimMismatch,
  Decisions,
  EventCodecs,
  hashOf,
  isRejection,
  reject,
  StaleRevision,
  StoreUnavailable,
  TooManyConflicts,
} from '.';

type Opened = DomainEvent<'LedgerOpened', { holder: Personal<string> }>;
type Entered = DomainEvent<'AmountEntered', { amount: number }>;
type Closed = DomainEvent<'LedgerClosed', Record<never, never>>;
type LedgerEvent = Opened | Entered | Closed;
type LedgerCommand =
  | Command<'Open', { holder: string }>
  | Command<'Enter', { amount: number; reason?: string }>
  | Command<'Close', Record<never, never>>;
type Refusal = 'not-open' | 'open-already' | 'closed';
interface Ledger {
  readonly status: 'none' | 'open' | 'closed';
  readonly sum: number;
}

const ledger: Decider<LedgerCommand, Ledger, LedgerEvent, Refusal> = {
  category: 'ledger',
  initialState: { status: 'none', sum: 0 },
  decide({ type, data }, { status }) {
    if (type === 'Open') {
      return status === 'none' ? [{ type: 'LedgerOpened', data }] : reject('open-already');
    }
    if (status === 'none') return reject('not-open');
    if (type === 'Close') return status === 'closed' ? [] : [{ type: 'LedgerClosed', data: {} }];
    if (status === 'closed') return reject('closed');
    const { amount, reason } = data;
    return [{ type: 'AmountEntered', data: { amount }, ...(reason !== undefined && { reason }) }];
  },
  evolve: (state, { type, data }) => {
    if (type === 'LedgerOpened') return { status: 'open', sum: 0 };
    if (type === 'LedgerClosed') return { ...state, status: 'closed' };
    return { ...state, sum: state.sum + data.amount };
  },
};

const category: CategoryDefinition<LedgerEvent> = {
  category: 'ledger',
  events: {
    LedgerOpened: {
      type: 'LedgerOpened',
      version: 1,
      schema: z.object({ holder: personal(z.string()) }),
      personal: [{ path: 'holder', purpose: 'identity' }],
    },
    AmountEntered: {
      type: 'AmountEntered',
      version: 1,
      schema: z.object({ amount: z.int() }),
      personal: [],
    },
    LedgerClosed: { type: 'LedgerClosed', version: 1, schema: z.object({}), personal: [] },
  },
};

const ACTOR = { id: 'clerk', roles: ['caseworker'] };
const JOURNEY = '018f3f5e-0000-7000-8000-0000000000c0';

const setting = () => {
  const time = { now: '2026-03-02T02:00:00.000Z' };
  const clock: Clock = { now: () => time.now };
  const store = new InMemoryEventStore(clock);
  const keys = new InMemoryKeyStore();
  const kek = new GivenKeyEncryptionKeys(newKeyLine(1));
  const another = (of: EventStore = store) =>
    new Decisions({
      store: of,
      clock,
      codecs: new EventCodecs([category], new KeyRing(keys, kek)),
    });
  return { time, store, another, decisions: another() };
};

const open = (holder = 'A. Holder'): LedgerCommand => ({ type: 'Open', data: { holder } });
const enter = (amount: number): LedgerCommand => ({ type: 'Enter', data: { amount } });
const as = (commandId: string) => ({ commandId, actor: ACTOR });
const claimed = (commandId: string, digest: string) => ({
  ...as(commandId),
  claim: { commandId, digest, answer: () => ({ status: 201, body: { by: digest } }) },
});

describe('Decisions', () => {
  it('records a command once, however often it is repeated', async () => {
    const { decisions, store } = setting();
    const first = await decisions.execute(ledger, '1', open(), as('c1'));
    const again = await decisions.execute(ledger, '1', open(), as('c1'));
    expect(again).toMatchObject({ revision: 0, changed: true });
    expect(first).toMatchObject({ revision: 0, changed: true, position: 1 });
    expect(await store.head()).toBe(1);
  });

  it('judges a repetition under another id afresh', async () => {
    const { decisions } = setting();
    await decisions.execute(ledger, '1', open(), as('c1'));
    const other = await decisions.execute(ledger, '1', open(), as('c2'));
    expect(other).toEqual({ rejected: 'open-already' });
  });

  it('answers a command whose target state is reached without writing', async () => {
    const { decisions, store } = setting();
    await decisions.execute(ledger, '1', open(), as('c1'));
    await decisions.execute(ledger, '1', { type: 'Close', data: {} }, as('c2'));
    const again = await decisions.execute(ledger, '1', { type: 'Close', data: {} }, as('c3'));
    expect(again).toMatchObject({ revision: 1, changed: false });
    expect(await store.head()).toBe(2);
  });

  it('keeps a journey: a stream has the correlation of its first command', async () => {
    const { decisions, store } = setting();
    await decisions.execute(ledger, '1', open(), { ...as('c1'), correlationId: JOURNEY });
    await decisions.execute(ledger, '1', enter(1), { ...as('c2'), correlationId: 'another' });
    const events = await store.readStream('ledger-1');
    expect(events.map(({ metadata }) => JSON.parse(metadata).correlationId)).toEqual([
      JOURNEY,
      JOURNEY,
    ]);
  });

  it('gives a shared stream the correlation of each asker', async () => {
    const { decisions, store } = setting();
    const shared = { ...ledger, shared: true } as const;
    await decisions.execute(shared, '1', open(), { ...as('c1'), correlationId: 'one' });
    await decisions.execute(shared, '1', enter(1), { ...as('c2'), correlationId: 'two' });
    const events = await store.readStream('ledger-1');
    expect(events.map(({ metadata }) => JSON.parse(metadata).correlationId)).toEqual([
      'one',
      'two',
    ]);
  });

  it('chains hashes over sealed content, and never lets time run backwards', async () => {
    const { decisions, store, time } = setting();
    await decisions.execute(ledger, '1', open('Marker Name'), as('c1'));
    time.now = '2026-03-01T00:00:00.000Z';
    const command: LedgerCommand = { type: 'Enter', data: { amount: 2, reason: 'Marker Reason' } };
    await decisions.execute(ledger, '1', command, as('c2'));
    const [first, second] = await store.readStream('ledger-1');
    if (!first || !second) throw new Error('two events');
    expect(second.previousHash).toBe(first.hash);
    expect([hashOf(first), hashOf(second)]).toEqual([first.hash, second.hash]);
    expect(JSON.stringify([first, second])).not.toMatch(/Marker/);
    expect(JSON.parse(second.metadata).recordedAt).toBe('2026-03-02T02:00:00.000Z');
  });

  it('refuses a stale If-Match, but answers the request that made it stale', async () => {
    const { decisions } = setting();
    await decisions.execute(ledger, '1', open(), as('c1'));
    await decisions.execute(ledger, '1', enter(1), { ...as('c2'), ifRevision: 0 });
    const again = await decisions.execute(ledger, '1', enter(1), { ...as('c2'), ifRevision: 0 });
    expect(again).toMatchObject({ revision: 1 });
    const stale = decisions.execute(ledger, '1', enter(1), { ...as('c3'), ifRevision: 0 });
    await expect(stale).rejects.toEqual(new StaleRevision(1));
  });

  it('sees what another process wrote before it refuses', async () => {
    const { decisions, another } = setting();
    await decisions.execute(ledger, '1', open(), as('c1'));
    const other = another();
    await other.execute(ledger, '1', { type: 'Close', data: {} }, as('c2'));
    expect(await decisions.execute(ledger, '1', enter(1), as('c3'))).toEqual({
      rejected: 'closed',
    });
    expect((await decisions.load(ledger, '1'))?.revision).toBe(1);
  });

  it('answers the same request the same, and another body under its key not at all', async () => {
    const { decisions } = setting();
    const bodies = ['a', 'b', 'a', 'b', 'a'];
    const outcomes = await Promise.allSettled(
      bodies.map((body) => decisions.execute(ledger, '1', open(body), claimed('c1', body))),
    );
    const told = outcomes.map((o) =>
      o.status === 'fulfilled' ? 'answered' : o.reason.constructor,
    );
    expect(told).toEqual(['answered', ClaimMismatch, 'answered', ClaimMismatch, 'answered']);
    expect((await decisions.load(ledger, '1'))?.revision).toBe(0);
  });

  it('keeps the claim of a request that changed nothing, and none of a refused one', async () => {
    const { decisions, store } = setting();
    await decisions.execute(ledger, '1', open(), as('c1'));
    await decisions.execute(ledger, '1', { type: 'Close', data: {} }, as('c2'));
    await decisions.execute(ledger, '1', { type: 'Close', data: {} }, claimed('c3', 'x'));
    await decisions.execute(ledger, '1', enter(1), claimed('c4', 'x'));
    expect(await store.findClaim('c3')).toMatchObject({ answer: { status: 201 } });
    expect(await store.findClaim('c4')).toBeUndefined();
  });

  it('lets nothing through when the store fails, and goes on when it is back', async () => {
    const { store, another } = setting();
    const broken = { left: 2 };
    const failing: EventStore = Object.create(store, {
      append: {
        value: (...args: Parameters<EventStore['append']>) =>
          broken.left-- > 0 ? Promise.reject(new Error('away')) : store.append(...args),
      },
    });
    const decisions = another(failing);
    await expect(decisions.execute(ledger, '1', open(), as('c1'))).rejects.toThrow('away');
    await expect(decisions.execute(ledger, '1', open(), as('c1'))).rejects.toThrow('away');
    expect(await decisions.execute(ledger, '1', open(), as('c1'))).toMatchObject({ revision: 0 });
  });

  it('gives up a command whose stream others change each time, with nothing recorded', async () => {
    const { store, another } = setting();
    let appends = 0;
    const contended: EventStore = Object.create(store, {
      append: {
        value: async () => ({ outcome: 'conflict', revision: (appends += 1) }),
      },
    });
    const decisions = another(contended);
    const executed = decisions.execute(ledger, '1', open(), as('c1'));
    await expect(executed).rejects.toBeInstanceOf(TooManyConflicts);
    await expect(executed).rejects.toBeInstanceOf(StoreUnavailable);
    expect(appends).toBe(200);
    expect(await store.head()).toBe(0);
    expect(await another().execute(ledger, '1', open(), as('c1'))).toMatchObject({ revision: 0 });
  });

  it('turns interleaved commands of two processes into exactly their events', async () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 12 })), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (commands) => {
        const { decisions, another, store } = setting();
        const processes = [decisions, another()];
        await decisions.execute(ledger, '1', open(), as('open'));
        const receipts = await Promise.all(
          commands.map(([first, id]) =>
            processes[first ? 0 : 1]?.execute(ledger, '1', enter(id), as(`c${id}`)),
          ),
        );
        const ids = new Set(commands.map(([, id]) => id));
        const events = await store.readStream('ledger-1');
        expect(receipts.some(isRejection)).toBe(false);
        expect(events.map(({ revision }) => revision)).toEqual(events.map((_, i) => i));
        const sum = [...ids].reduce((total, id) => total + id, 0);
        expect((await decisions.load(ledger, '1'))?.state.sum).toBe(sum);
        expect((await processes[1]?.load(ledger, '1'))?.state.sum).toBe(sum);
      }),
      { numRuns: 60 },
    );
  });
});
