import { randomUUID } from 'node:crypto';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EventTooLarge, hashOf, StoreUnavailable } from '@talentloop/event-sourcing';
import { KurrentEventStore } from '@talentloop/event-store-kurrentdb';
import { appendOf, appendToEnd, enveloped } from '@talentloop/testing';
import { type Logs, newNamespace, startOnStandIn } from './logs';
import { type LogRecord, makeCertificate, StandIn } from './stand-in';

let standIn: StandIn;
let logs: Logs;

beforeAll(async () => {
  ({ standIn, logs } = await startOnStandIn({ appendBytesMax: 100_000 }));
});

afterAll(() => logs.stop());

const stored = (schema: string): readonly LogRecord[] =>
  standIn.log.records.filter(({ stream }) => stream.startsWith(`${schema}.`));

describe('what the server holds', () => {
  it('is the canonical text, as JSON that can be browsed and found by correlation', async () => {
    const schema = newNamespace();
    const store = await logs.open({ schema });
    const data = { text: '陳 "ok"', z: 1, a: { 'b-10': 1, 'b-9': 2 } };
    const [event] = enveloped('thing-1', { data: [data] });
    if (!event) throw new Error('no event');
    await store.append(appendOf([event]));
    const [record] = stored(schema);
    expect(record).toMatchObject({
      stream: `${schema}.thing-1`,
      revision: 0,
      id: event.id,
      type: event.type,
      contentType: 'application/json',
    });
    expect(Buffer.from(record?.data ?? '').toString()).toBe(event.data);
    const metadata = Buffer.from(record?.metadata ?? '').toString();
    expect(metadata.endsWith(`,"metadata":${event.metadata}}`)).toBe(true);
    const { previousHash, hash, schemaVersion } = event;
    expect(JSON.parse(metadata)).toMatchObject({
      $correlationId: JSON.parse(event.metadata).correlationId,
      envelope: { previousHash, hash, schemaVersion },
    });
  });

  it('is bytes where the client would write JSON in another order', async () => {
    const schema = newNamespace();
    const store = await logs.open({ schema });
    const events = enveloped('thing-1', { data: [{ byYear: { '10': 1, '9': 2 } }] });
    await store.append(appendOf(events));
    const [record] = stored(schema);
    expect(record?.contentType).toBe('application/octet-stream');
    expect(Buffer.from(record?.data ?? '').toString()).toBe('{"byYear":{"10":1,"9":2}}');
    const [back] = await store.readStream('thing-1');
    expect(back && hashOf(back)).toBe(events[0]?.hash);
  });

  it('is read as it is when somebody else wrote it, for the verifier to find', async () => {
    const schema = newNamespace();
    const store = await logs.open({ schema });
    await appendToEnd(store, 'thing-1');
    standIn.write(`${schema}.thing-1`, 'ThingForged', '{"n":1}');
    standIn.write(`${schema}.thing-2`, 'ThingForged', 'no JSON');
    standIn.write(`${schema}2.thing-1`, 'ThingHappened', '{}');
    const log = await store.readAll({ after: 0, limit: 10 });
    expect(log.map((event) => hashOf(event) === event.hash)).toEqual([true, false, false]);
    expect(log.map(({ data }) => data)).toEqual(['{}', '{"n":1}', 'no JSON']);
  });
});

describe('two processes', () => {
  it('with one command in different words: one is stored, the other is told', async () => {
    const schema = newNamespace();
    const [one, other] = [await logs.open({ schema }), await logs.open({ schema })];
    const commandId = randomUUID();
    const first = enveloped('thing-1', { commandId });
    const second = enveloped('thing-1', { commandId, recordedAt: '2026-03-02T09:00:00.000Z' });
    expect(await one.append(appendOf(first))).toMatchObject({ outcome: 'appended' });
    // The server would accept this, because it knows the ids and checks nothing else.
    expect(await other.append(appendOf(second))).toEqual({ outcome: 'duplicate' });
    const built = enveloped('thing-1', { end: second[0] ?? { revision: 0, hash: '' } });
    expect(await other.append(appendOf(built))).toEqual({ outcome: 'conflict', revision: 0 });
    const [event] = await other.readStream('thing-1');
    expect(event?.hash).toBe(first[0]?.hash);
  });

  it('write to one stream without a gap, and a broken chain nowhere', async () => {
    const schema = newNamespace();
    const stores = [await logs.open({ schema }), await logs.open({ schema })];
    const writers = stores.flatMap((store) => [store, store]);
    await Promise.all(
      writers.map(async (store) => {
        for (let n = 0; n < 10; n += 1) await appendToEnd(store, 'thing-1');
      }),
    );
    const events = (await stores[0]?.readStream('thing-1')) ?? [];
    expect(events).toHaveLength(40);
    events.forEach((event, i) => {
      expect(event.revision).toBe(i);
      expect(event.previousHash).toBe(events[i - 1]?.hash ?? '0'.repeat(64));
    });
  });
});

describe('appends that are built on one another', () => {
  const chain = (count: number, data: (n: number) => object = (n) => ({ n })) => {
    let end: { revision: number; hash: string } | undefined;
    return Array.from({ length: count }, (_, n) => {
      const events = enveloped('thing-1', { data: [data(n)], ...(end && { end }) });
      end = events.at(-1);
      return events;
    });
  };

  it('are sent as few, and each is told its own place', async () => {
    const store = await logs.open();
    const before = standIn.appends;
    const results = await Promise.all(chain(300).map((events) => store.append(appendOf(events))));
    expect(standIn.appends - before).toBeLessThan(10);
    const log = await store.readAll({ after: 0, limit: 1_000 });
    expect(log).toHaveLength(300);
    expect(results).toEqual(
      log.map(({ position, committedAt }) => ({ outcome: 'appended', position, committedAt })),
    );
  });

  it('fail together with the one they are built on, and not with a later one', async () => {
    const schema = newNamespace();
    const [store, other] = [await logs.open({ schema }), await logs.open({ schema })];
    await appendToEnd(other, 'thing-1');
    const lost = await Promise.all(chain(5).map((events) => store.append(appendOf(events))));
    expect(new Set(lost.map(({ outcome }) => outcome))).toEqual(new Set(['conflict']));
    const third = await logs.open();
    const tooLong = (n: number): object => ({ text: 'x'.repeat(n === 3 ? 200_000 : 10) });
    const appends = chain(6, tooLong).map((events) => third.append(appendOf(events)));
    const outcomes = (await Promise.allSettled(appends)).map((it) =>
      it.status === 'fulfilled' ? it.value.outcome : it.reason,
    );
    expect(outcomes).toEqual([
      'appended',
      'appended',
      'appended',
      expect.any(EventTooLarge),
      'conflict',
      'conflict',
    ]);
  });
});

describe('time', () => {
  const append = (store: KurrentEventStore, stream: string, recordedAt: string) =>
    appendToEnd(store, stream, { recordedAt });
  const [EARLY, LATE] = ['2026-03-02T02:00:01.000Z', '2026-03-02T02:00:05.000Z'];

  it('is the same after a restart, also of an event whose clock was behind', async () => {
    const schema = newNamespace();
    const writer = await logs.open({ schema });
    await append(writer, 'thing-1', LATE);
    await append(writer, 'thing-2', EARLY);
    await append(writer, 'thing-3', EARLY);
    const all = await writer.readAll({ after: 0, limit: 10 });
    expect(all.map(({ committedAt }) => committedAt)).toEqual([LATE, LATE, LATE]);
    await logs.close(writer);
    const other = await logs.open({ schema });
    expect(await other.readStream('thing-2')).toMatchObject([{ committedAt: LATE }]);
    expect(await other.readAll({ after: 0, limit: 10 })).toEqual(all);
    expect(await other.positionAt(EARLY)).toBe(0);
    expect(await other.positionAt(LATE)).toBe(all.at(-1)?.position);
    expect(await append(other, 'thing-4', EARLY)).toMatchObject({ committedAt: LATE });
  });

  it('is found in a log that the process has not read', async () => {
    const schema = newNamespace();
    const writer = await logs.open({ schema });
    const at = (n: number): string => new Date(Date.UTC(2026, 0, 1) + n * 1_000).toISOString();
    for (let n = 0; n < 30; n += 1) {
      const data = Array.from({ length: 50 }, () => ({}));
      await appendToEnd(writer, `thing-${n}`, { data, recordedAt: at(n) });
    }
    await logs.close(writer);
    const other = await logs.open({ schema });
    const log = await other.readAll({ after: 0, limit: 2_000 });
    expect(log).toHaveLength(1_500);
    for (const n of [0, 7, 28, 29]) {
      expect(await other.positionAt(at(n))).toBe(log[(n + 1) * 50 - 1]?.position);
    }
    expect(await other.positionAt('2025-12-31T00:00:00.000Z')).toBe(0);
  });

  it('is taken anew from a log that is another one than before', async () => {
    const schema = newNamespace();
    const { standIn: first, logs: before } = await startOnStandIn();
    const store = await logs.open({ schema, connectionString: first.connectionString });
    for (let n = 0; n < 3; n += 1) await append(store, 'thing-1', LATE);
    await logs.close(store);
    await before.stop();
    const restored = await logs.open({ schema });
    await append(restored, 'thing-1', EARLY);
    expect(await restored.readAll({ after: 0, limit: 10 })).toMatchObject([{ committedAt: EARLY }]);
  });
});

describe('a connection', () => {
  const open = (connectionString: string): Promise<KurrentEventStore> =>
    logs.open({ connectionString });

  it('is encrypted and signed in by its string, and says when it may not', async () => {
    const { key, certificate } = makeCertificate();
    const folder = await mkdtemp(path.join(tmpdir(), 'talentloop-tls-'));
    const file = path.join(folder, 'ca.pem');
    await writeFile(file, certificate);
    const server = await StandIn.start({ tls: { key, certificate }, users: { ops: 'p@ss:w/rd' } });
    const good = `${server.connectionString}&tlsCAFile=${encodeURIComponent(file)}`;
    const store = await open(good);
    await appendToEnd(store, 'thing-1');
    expect(await store.readAll({ after: 0, limit: 10 })).toHaveLength(1);
    const intruder = await open(good.replace('p%40ss', 'guess'));
    const refused = /denied the user of the connection string to (append|read)/;
    await expect(intruder.append(appendOf(enveloped('thing-1')))).rejects.toThrow(refused);
    await expect(intruder.readStream('thing-1')).rejects.toThrow(refused);
    await expect(intruder.head()).rejects.toThrow(refused);
    const stranger = await open(server.connectionString);
    await expect(stranger.head()).rejects.toThrow(StoreUnavailable);
    for (const each of [store, intruder, stranger]) await logs.close(each);
    server.stop();
    await rm(folder, { recursive: true });
  });

  it('finds the leader, by gossip and when another node tells', async () => {
    const leader = await StandIn.start();
    const follower = await StandIn.start({ follows: leader });
    const several = `esdb://127.0.0.1:${follower.port},127.0.0.1:${leader.port}?tls=false`;
    for (const connectionString of [several, follower.connectionString]) {
      const store = await open(connectionString);
      await appendToEnd(store, 'thing-1');
      expect(await store.readStream('thing-1')).toHaveLength(1);
      await logs.close(store);
    }
    const reader = await open(follower.connectionString);
    expect(await reader.head()).toBe(0);
    await logs.close(reader);
    expect(follower.reads).toBe(0);
    for (const server of [leader, follower]) server.stop();
  });

  it('is refused without a word of the password when its string is none', () => {
    for (const connectionString of [
      'esdb:/ops:secret@host',
      'esdb://ops:secret@host:x',
      'secret',
    ]) {
      const make = () =>
        new KurrentEventStore({ connectionString, pool: logs.pool, schema: 'none' });
      expect(make).toThrow(/^EVENTSTORE_CONNECTION_STRING cannot be used: (?!.*secret)/);
    }
  });

  it('takes the name that the product has now', async () => {
    const store = await open(standIn.connectionString.replace('esdb', 'kurrentdb'));
    await appendToEnd(store, 'thing-1');
    expect(await store.readStream('thing-1')).toHaveLength(1);
  });

  it('names the setting of a server that takes less than an event may have', async () => {
    const store = await logs.open();
    const long = enveloped('thing-1', { data: [{ text: 'x'.repeat(200_000) }] });
    const append = store.append(appendOf(long));
    await expect(append).rejects.toThrow(EventTooLarge);
    await expect(append).rejects.toThrow(/MaxAppendSize/);
  });
});
