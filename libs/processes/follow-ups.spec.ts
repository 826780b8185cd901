import { derivedId, isRejection, type Receipt } from '@talentloop/event-sourcing';
import { Checkpoints, Session, silent } from '@talentloop/log-following';
import { testDatabase, type TestDatabase, until, WORKER } from '@talentloop/testing';
import { Pool } from 'pg';
import { FollowUps, ProcessRunner } from './index';
import { BoxOffice, seat, sellTickets, ticket } from './seats.examples';

let database: TestDatabase;
let pool: Pool;
let schemas = 0;

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const actor = WORKER;

/** Books a seat, as the first of two steps. */
const booked = async (office: BoxOffice, id = 'A1') => {
  const command = { type: 'BookSeat', data: { ticketId: 't1' } } as const;
  const context = { commandId: `book ${id}`, actor, correlationId: 'a journey' };
  const receipt = await office.decisions.execute(seat, id, command, context);
  if (isRejection(receipt)) throw new Error('the seat is taken');
  return receipt;
};

const stepIdsOf = ({ events }: Receipt, type: string) => {
  const event = events.find((each) => each.type === type);
  return [0, 1].map((index) => derivedId(event?.id ?? '', sellTickets.name, index));
};

/** The process goes on with the log, from its beginning to its end. */
const runProcess = async (office: BoxOffice): Promise<void> => {
  const session = new Session(pool);
  const schema = `spec_${(schemas += 1)}`;
  const { store, codecs, execute } = office;
  const checkpoints = new Checkpoints(pool, schema);
  const about = { process: sellTickets, schema, store, codecs, session, execute, checkpoints };
  const runner = new ProcessRunner(about);
  runner.start();
  await until('all is followed', async () => runner.position === (await store.head()));
  await runner.stop();
  await session.close();
};

const typesOf = async (office: BoxOffice, stream: string): Promise<readonly string[]> =>
  (await office.events()).filter((event) => event.stream === stream).map(({ type }) => type);

describe('a follow-up', () => {
  it('performs what follows, by the one who asked, and answers the last receipt', async () => {
    const office = new BoxOffice();
    const receipt = await booked(office);
    const followUps = new FollowUps(office.execute);
    const answer = await followUps.perform(sellTickets, receipt, { actor, after: 'SeatBooked' });
    expect(answer).toMatchObject({ stream: 'ticket-t1', revision: 1, changed: true });
    const [, causing] = receipt.events;
    const [issue, print] = stepIdsOf(receipt, 'SeatBooked');
    const context = { causationId: causing?.id, correlationId: 'a journey', actor };
    expect(office.given).toEqual([
      { type: 'IssueTicket', context: { commandId: issue, ...context } },
      { type: 'PrintTicket', context: { commandId: print, ...context } },
    ]);
  });

  it('is found done by the process', async () => {
    const office = new BoxOffice();
    const receipt = await booked(office);
    const followUps = new FollowUps(office.execute);
    await followUps.perform(sellTickets, receipt, { actor, after: 'SeatBooked' });
    await runProcess(office);
    expect(await typesOf(office, 'ticket-t1')).toEqual(['TicketIssued', 'TicketPrinted']);
    expect(await typesOf(office, 'seat-A1')).toEqual(['SeatSwept', 'SeatBooked']);
    const actors = (await office.events()).map(({ stream, meta }) => [stream, meta.actor.id]);
    expect(actors).toContainEqual(['ticket-t1', WORKER.id]);
    expect(actors).not.toContainEqual(['ticket-t1', 'process:sell-tickets']);
  });

  it('is completed by the process, under the same ids, when it ended half way', async () => {
    const office = new BoxOffice();
    const receipt = await booked(office);
    office.failsFrom = 'PrintTicket';
    const followUps = new FollowUps(office.execute);
    const performing = followUps.perform(sellTickets, receipt, { actor, after: 'SeatBooked' });
    await expect(performing).rejects.toThrow('the store is away');
    expect(await typesOf(office, 'ticket-t1')).toEqual(['TicketIssued']);
    office.failsFrom = undefined;
    office.given.length = 0;
    await runProcess(office);
    expect(await typesOf(office, 'ticket-t1')).toEqual(['TicketIssued', 'TicketPrinted']);
    const tickets = (await office.events()).filter(({ stream }) => stream === 'ticket-t1');
    expect(tickets.map(({ meta }) => meta.commandId)).toEqual(stepIdsOf(receipt, 'SeatBooked'));
    expect(tickets.map(({ meta }) => meta.actor.id)).toEqual([WORKER.id, 'process:sell-tickets']);
  });

  it('answers the refusal of a step, and does instead what the process would do', async () => {
    const office = new BoxOffice();
    const receipt = await booked(office, 'balcony');
    const followUps = new FollowUps(office.execute);
    const answer = await followUps.perform(sellTickets, receipt, { actor, after: 'SeatBooked' });
    expect(answer).toEqual({ rejected: 'balcony-closed' });
    expect(await typesOf(office, 'seat-balcony')).toEqual(['SeatSwept', 'SeatBooked', 'SeatFreed']);
    await runProcess(office);
    expect(await typesOf(office, 'seat-balcony')).toEqual(['SeatSwept', 'SeatBooked', 'SeatFreed']);
  });

  it('takes all events of the receipt, or the commands for one decider alone', async () => {
    const [all, some] = [new BoxOffice(), new BoxOffice()];
    await new FollowUps(all.execute).perform(sellTickets, await booked(all), { actor });
    expect(all.given.map(({ type }) => type)).toEqual(['BookSeat', 'IssueTicket', 'PrintTicket']);
    const followUps = new FollowUps(some.execute);
    const answer = await followUps.perform(sellTickets, await booked(some), { actor, to: ticket });
    expect(some.given.map(({ type }) => type)).toEqual(['IssueTicket', 'PrintTicket']);
    expect(answer).toMatchObject({ stream: 'ticket-t1' });
  });

  it('answers nothing where nothing follows', async () => {
    const office = new BoxOffice();
    const receipt = await booked(office);
    const followUps = new FollowUps(office.execute);
    const freed = { actor, after: 'SeatFreed' } as const;
    expect(await followUps.perform(sellTickets, receipt, freed)).toBeUndefined();
    const unchanged = { ...receipt, changed: false, events: [] };
    expect(await followUps.perform(sellTickets, unchanged, { actor })).toBeUndefined();
    expect(office.given).toEqual([]);
  });

  it('leaves to the process what fails, where the answer does not depend on it', async () => {
    const office = new BoxOffice();
    const receipt = await booked(office);
    office.failsFrom = 'IssueTicket';
    const warnings: object[] = [];
    const warn = (details: object) => void warnings.push(details);
    const followUps = new FollowUps(office.execute, { ...silent, warn });
    await followUps.attempt(sellTickets, receipt, { actor, to: ticket });
    expect(warnings).toEqual([
      { process: 'sell-tickets', stream: 'seat-A1', error: 'Error: the store is away' },
    ]);
    office.failsFrom = undefined;
    await runProcess(office);
    expect(await typesOf(office, 'ticket-t1')).toEqual(['TicketIssued', 'TicketPrinted']);
  });
});
