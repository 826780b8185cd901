import { verifyLog, verifyStream } from '@talentloop/audit';
import type { StoredEvent } from '@talentloop/event-sourcing';
import type { KurrentEventStore } from '@talentloop/event-store-kurrentdb';
import { appendToEnd } from '@talentloop/testing';
import { type Logs, newNamespace, startOnStandIn } from './logs';
import type { LogRecord, StandIn } from './stand-in';

let standIn: StandIn;
let logs: Logs;
let schema: string;
let log: readonly StoredEvent[];
/** The process that wrote the log and has it in memory. */
let writer: KurrentEventStore;

beforeAll(async () => {
  ({ standIn, logs } = await startOnStandIn());
});

afterAll(() => logs.stop());

beforeEach(async () => {
  schema = newNamespace();
  writer = await logs.open({ schema });
  for (let n = 0; n < 12; n += 1) await appendToEnd(writer, `thing-${n % 3}`, { data: [{ n }] });
  log = await writer.readAll({ after: 0, limit: 100 });
});

/** A process that has not read the log before. */
const fresh = (): Promise<KurrentEventStore> => logs.open({ schema });

const tamper = (index: number, change: (record: LogRecord) => LogRecord | undefined): void =>
  standIn.log.tamper(log[index]?.position ?? -1, change);

const changed =
  (field: 'data' | 'metadata', from: string, to: string) =>
  (record: LogRecord): LogRecord => ({
    ...record,
    [field]: Buffer.from(Buffer.from(record[field]).toString().replace(from, to)),
  });

const expected = (index: number, kind: string) => {
  const { position, stream, revision } = log[index] ?? {};
  const firstBroken = { service: 'things', position, stream, revision, kind };
  return { events: index, ok: false, firstBroken };
};

/** What every process finds, whatever it remembers. */
const verified = async () => {
  const [one, other] = await Promise.all(
    [writer, await fresh()].map((store) => verifyLog('things', store, { gapless: false })),
  );
  expect(other).toEqual(one);
  return one;
};

it('finds a log with holes between its positions whole', async () => {
  expect(await verified()).toEqual({ events: 12, ok: true });
  expect(await verifyStream('things', await fresh(), 'thing-1')).toEqual({ events: 4, ok: true });
});

it.each([
  ['data', '"n":5', '"n":6'],
  ['metadata', '"recordedAt":"2026-03', '"recordedAt":"2026-04'],
  ['metadata', '"hash":"', '"hash":"0'],
  ['metadata', '"schemaVersion":1', '"schemaVersion":2'],
] as const)('names an event whose %s was changed: %s', async (field, from, to) => {
  tamper(5, changed(field, from, to));
  expect(await verified()).toEqual(expected(5, 'hash-mismatch'));
  const before = await verifyStream('things', await fresh(), log[5]?.stream ?? '');
  expect(before).toMatchObject({ ok: false, firstBroken: { revision: 1 } });
});

it('names the event after one that was taken away', async () => {
  tamper(4, () => undefined);
  const { firstBroken } = expected(7, 'revision-gap');
  expect(await verified()).toEqual({ events: 6, ok: false, firstBroken });
});
