import { Checkpoints, Session } from '@talentloop/log-following';
import {
  type NamesakeEvent,
  tally,
  type TallyEvent,
  TallyLog,
  tallyCodecs,
  testDatabase,
  type TestDatabase,
  until,
} from '@talentloop/testing';
import {
  derivedId,
  from,
  process,
  type ProcessCommand,
  type Receipt,
  type Rejection,
} from '@talentloop/event-sourcing';
import { Pool } from 'pg';
import { type EffectContext, type Execute, ProcessRunner } from './index';

let database: TestDatabase;
let pool: Pool;
let schemas = 0;
const ended: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 8 });
});
afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const opened: TallyEvent = { type: 'TallyOpened', data: { owner: 'ann' } };
const raised = (by: number): TallyEvent => ({ type: 'TallyRaised', data: { by } });

const tell = (
  id: string,
  type: string,
  otherwise?: ProcessCommand['otherwise'],
): ProcessCommand => ({
  category: 'board',
  id,
  command: { type, data: {} },
  ...(otherwise && { otherwise }),
});

/** Puts every raise on a board, and when the board refuses, on the list of complaints. */
const announce = process('announce', [
  from(tally, {
    TallyRaised: ({ stream, data }) => [
      tell(stream, `raise ${data.by}`, () => [tell(stream, `complain ${data.by}`)]),
      tell('total', `add ${data.by}`),
    ],
  }),
]);

const receipt: Receipt = {
  stream: 's',
  id: 'x',
  revision: 0,
  position: 1,
  correlationId: '',
  changed: true,
  events: [],
};

interface Board {
  readonly effects: { text: string; context: EffectContext }[];
  readonly texts: (id: string) => string[];
  calls: number;
  before: (text: string) => Rejection | undefined | Promise<Rejection | undefined>;
  readonly execute: Execute;
}

/** The commands that arrived, each id once, as a log would have it. */
const aBoard = (): Board => {
  const effects: Board['effects'] = [];
  const seen = new Set<string>();
  const board: Board = {
    effects,
    texts: (id: string) =>
      effects.filter(({ text }) => text.startsWith(`${id} `)).map(({ text }) => text),
    calls: 0,
    before: () => undefined,
    execute: async ({ id, command }, context) => {
      board.calls += 1;
      const text = `${id} ${command.type}`;
      const refusal = await board.before(text);
      if (refusal) return refusal;
      if (!seen.has(context.commandId)) effects.push({ text, context });
      seen.add(context.commandId);
      return receipt;
    },
  };
  return board;
};

const run = (log: TallyLog, schema: string, execute: Execute) => {
  const session = new Session(pool);
  const runner = new ProcessRunner({
    process: announce,
    schema,
    store: log.store,
    codecs: tallyCodecs,
    session,
    execute,
    checkpoints: new Checkpoints(pool, schema),
    batchSize: 10,
  });
  runner.start();
  const stop = async (): Promise<void> => {
    await runner.stop();
    await session.close();
  };
  ended.push(stop);
  return { runner, stop, session };
};
const aSchema = (): string => `spec_${(schemas += 1)}`;

describe('a process', () => {
  it('gives its commands under ids derived from the event, on its journey', async () => {
    const [log, board] = [new TallyLog(), aBoard()];
    const [, event] = await log.add('a', opened, raised(1));
    run(log, aSchema(), board.execute);
    await until('both arrive', () => board.effects.length === 2);
    expect(board.effects.map(({ text }) => text)).toEqual(['tally-a raise 1', 'total add 1']);
    expect(board.effects.map(({ context }) => context)).toEqual(
      [0, 1].map((index) => ({
        commandId: derivedId(event?.id ?? '', 'announce', index),
        causationId: event?.id,
        correlationId: '00000000-0000-4000-8000-00000000c0de',
        actor: { id: 'process:announce', roles: ['system'] },
      })),
    );
  });

  it('does nothing for an event of the same name in the stream of another aggregate', async () => {
    const [log, board] = [new TallyLog(), aBoard()];
    const namesake: NamesakeEvent = { type: 'TallyRaised', data: { page: 7 } };
    await log.addNamesakes('a', namesake);
    await log.add('a', opened, raised(1));
    const { runner } = run(log, aSchema(), board.execute);
    await until('all is followed', () => runner.position === 3);
    expect(board.effects.map(({ text }) => text)).toEqual(['tally-a raise 1', 'total add 1']);
  });

  it('does what it wants instead when it is refused', async () => {
    const [log, board] = [new TallyLog(), aBoard()];
    board.before = (text) => (text.includes('raise') ? { rejected: 'board-full' } : undefined);
    const [, event] = await log.add('a', opened, raised(1));
    run(log, aSchema(), board.execute);
    await until('both arrive', () => board.effects.length === 2);
    const refused = derivedId(event?.id ?? '', 'announce', 0);
    expect(board.effects[0]).toMatchObject({
      text: 'tally-a complain 1',
      context: { commandId: derivedId(refused, 'otherwise', 0), causationId: event?.id },
    });
  });

  it('tries again whatever fails, in the order of the stream, and holds up no other', async () => {
    const [log, board] = [new TallyLog(), aBoard()];
    let failures = 0;
    board.before = (text) => {
      if (text !== 'tally-a raise 1' || (failures += 1) > 3) return undefined;
      throw new Error('away');
    };
    await log.add('a', opened, raised(1), raised(2));
    await log.add('b', opened, raised(1));
    run(log, aSchema(), board.execute);
    await until('b does not wait', () => board.texts('tally-b').length === 1);
    expect(board.texts('tally-a')).toEqual([]);
    await until('a arrives', () => board.texts('tally-a').length === 2);
    expect(board.texts('tally-a')).toEqual(['tally-a raise 1', 'tally-a raise 2']);
  });

  it('has each effect once when it was killed between effect and checkpoint', async () => {
    const [log, board, schema] = [new TallyLog(), aBoard(), aSchema()];
    for (let i = 0; i < 6; i += 1) await log.add(`t${i}`, opened, raised(i), raised(i + 10));
    const stuck = new Promise<undefined>(() => undefined);
    board.before = (text) => (text === 'tally-t5 raise 15' ? stuck : undefined);
    // This one never comes back: as if its process had been killed, its session is cut.
    const killed = run(log, schema, board.execute);
    await until('most is done', () => board.calls >= 18);
    ended.length = 0;
    await killed.session.close();
    board.before = () => undefined;
    const { runner } = run(log, schema, board.execute);
    await until('all is done', () => runner.position === 18);
    expect(board.effects).toHaveLength(24);
    expect(board.calls).toBeGreaterThan(24);
    expect(board.texts('tally-t5')).toEqual(['tally-t5 raise 5', 'tally-t5 raise 15']);
    const { stop } = run(log, schema, board.execute);
    await stop();
  });

  it('is run by one process at a time, and by another when that one ends', async () => {
    const [log, board, schema] = [new TallyLog(), aBoard(), aSchema()];
    const [first, second] = [run(log, schema, board.execute), run(log, schema, board.execute)];
    for (let i = 0; i < 20; i += 1) await log.add('a', i === 0 ? opened : raised(i));
    await until('all arrive', () => board.effects.length === 38);
    expect(board.calls).toBe(38);
    const [leader, other] =
      first.runner.position > second.runner.position ? [first, second] : [second, first];
    expect(other.runner.position).toBe(0);
    await leader.stop();
    await log.add('a', raised(99));
    await until('the other takes over', () => board.effects.length === 40);
    expect(board.calls).toBe(40);
  });
});
