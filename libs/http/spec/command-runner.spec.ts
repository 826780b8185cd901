import {
  type CommandContext,
  type Receipt,
  reject,
  StaleRevision,
  StoreUnavailable,
} from '@talentloop/event-sourcing';
import { InMemoryEventStore } from '@talentloop/event-store-memory';
import { createSecretKey } from 'node:crypto';
import { type CommandRequest, CommandRunner, created, notFound } from '../index';

const request = (over: Partial<CommandRequest> = {}): CommandRequest => ({
  subject: { id: 'w', roles: ['caseworker'] },
  actor: { id: 'w', roles: ['caseworker'] },
  commandId: 'command',
  hasKey: true,
  body: { a: 1 },
  language: 'en',
  ...over,
});

const receipt: Receipt = {
  stream: 'thing-1',
  id: '1',
  revision: 3,
  position: 9,
  correlationId: 'c',
  changed: true,
  events: [],
};

const setUp = () => {
  const store = new InMemoryEventStore();
  const problems = {
    'too-late': { title: { en: 'Too late', 'zh-Hant': '太遲', 'zh-Hans': '太迟' } },
    'unit-unknown': { status: 404, title: { en: 'No unit', 'zh-Hant': '無', 'zh-Hans': '无' } },
  } as const;
  const service = { name: 'things', schema: 'things' };
  const key = createSecretKey(Buffer.alloc(32));
  const runner = new CommandRunner(store, service, problems, key);
  const seen: CommandContext[] = [];
  const work = async (context: CommandContext): Promise<Receipt> => {
    seen.push(context);
    return receipt;
  };
  return { store, runner, seen, work };
};

describe('a command of several steps', () => {
  it('reserves its claim first, and completes it after the last', async () => {
    const { store, runner, seen } = setUp();
    const answer = await runner.run(request(), {
      steps: true,
      work: async (context) => {
        seen.push(context);
        const reserved = await store.findClaim('command');
        expect(reserved).toMatchObject({ commandId: 'command' });
        expect(reserved).not.toHaveProperty('answer');
        return receipt;
      },
      answer: (done) => created('/things/1', done),
    });
    expect(answer).toMatchObject({ status: 201, headers: { location: '/things/1', etag: '"3"' } });
    expect(await store.findClaim('command')).toMatchObject({ answer: { status: 201 } });
    // The first append must not answer for the ones that follow.
    expect(seen[0]).not.toHaveProperty('claim');
  });

  it('is answered again without being done again', async () => {
    const { runner, seen, work } = setUp();
    const first = await runner.run(request(), { steps: true, work });
    const again = await runner.run(request(), { steps: true, work });
    expect(seen).toHaveLength(1);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
  });

  it('is done again after a crash between its steps, and not for another body', async () => {
    const { runner, seen, work, store } = setUp();
    const crash = () => Promise.reject(new StoreUnavailable('away'));
    await expect(runner.run(request(), { steps: true, work: crash })).rejects.toThrow('away');
    expect(await store.findClaim('command')).toBeDefined();
    const other = runner.run(request({ body: { a: 2 } }), { steps: true, work });
    await expect(other).rejects.toMatchObject({ status: 422 });
    await runner.run(request(), { steps: true, work });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['refused', async () => reject('too-late'), 409],
    ['of nothing', () => Promise.reject(notFound()), 404],
    ['of a stale revision', () => Promise.reject(new StaleRevision(1)), undefined],
  ])('leaves no claim when it is %s', async (_, work, status) => {
    const { runner, store } = setUp();
    await expect(runner.run(request(), { steps: true, work })).rejects.toMatchObject(
      status === undefined ? { revision: 1 } : { status },
    );
    expect(await store.findClaim('command')).toBeUndefined();
  });
});

it('hands the claim to the append of a command of one step', async () => {
  const { runner, seen, work, store } = setUp();
  await runner.run(request({ ifRevision: 2, correlationId: 'j' }), { work });
  expect(seen[0]).toMatchObject({
    commandId: 'command',
    ifRevision: 2,
    correlationId: 'j',
    claim: { commandId: 'command' },
  });
  expect(await store.findClaim('command')).toBeUndefined();
});

it('answers as the receipt says it was answered', async () => {
  const { runner } = setUp();
  const answered = { status: 201, body: { body: { id: '7' }, headers: { etag: '"1"' } } };
  const answer = await runner.run(request(), { work: async () => ({ ...receipt, answered }) });
  expect(answer).toMatchObject({ status: 201, body: { id: '7' }, headers: { etag: '"1"' } });
});

it('says what is not there as if nothing were', async () => {
  const { runner } = setUp();
  const run = runner.run(request(), { work: async () => reject('unit-unknown') });
  await expect(run).rejects.toMatchObject({ status: 404, code: 'not-found' });
});

it('fails loudly for a refusal that no catalogue has', async () => {
  const { runner } = setUp();
  const run = runner.run(request(), { work: async () => reject('unheard-of') });
  await expect(run).rejects.toThrow('unheard-of');
});

describe('a command that was done and would be refused by now', () => {
  const refusals = [
    ['by its decider', async () => reject('too-late')],
    ['before its decider is asked', () => Promise.reject(notFound())],
    ['for its revision', () => Promise.reject(new StaleRevision(7))],
  ] as const;

  it.each(refusals)('%s, is answered as it was', async (_, work) => {
    const { runner, store } = setUp();
    // What changed nothing keeps its claim after the fact, as an append keeps it with its events.
    const unchanged = async () => ({ ...receipt, changed: false });
    const first = await runner.run(request(), { work: unchanged });
    expect(await store.findClaim('command')).toHaveProperty('answer');
    const again = await runner.run(request(), { work });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = runner.run(request({ body: { a: 2 } }), { work });
    await expect(other).rejects.toMatchObject({ status: 422 });
  });
});

describe('the answer that a claim keeps', () => {
  const answerAll = async (receipts: readonly Receipt[]) => {
    const { runner } = setUp();
    const asked: boolean[] = [];
    const answer = await runner.run(request(), {
      work: async ({ claim }) => {
        for (const each of receipts) claim?.answer({ ...each, position: 0 });
        return receipts.at(-1) ?? receipt;
      },
      answer: ({ changed, id, revision }) => {
        asked.push(changed);
        return { status: changed ? 201 : 200, body: { id, revision, nth: asked.length } };
      },
    });
    return { asked, answer };
  };

  it('is the one that the caller gets: it is asked for once', async () => {
    const { asked, answer } = await answerAll([receipt]);
    expect([asked, answer.body]).toEqual([[true], { id: '1', revision: 3, nth: 1 }]);
  });

  it('is asked for again when somebody else was faster', async () => {
    const overtaken = { ...receipt, revision: 4 };
    const { answer, asked } = await answerAll([receipt, overtaken]);
    expect([asked, answer.body]).toEqual([[true, true], { id: '1', revision: 4, nth: 2 }]);
    const soAlready = await answerAll([receipt, { ...receipt, changed: false }]);
    expect([soAlready.asked, soAlready.answer.status]).toEqual([[true, false], 200]);
  });
});
