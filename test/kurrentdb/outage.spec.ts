import { randomUUID } from 'node:crypto';
import { StoreUnavailable, type StoredEvent } from '@talentloop/event-sourcing';
import { appendOf, appendToEnd, enveloped, subscribed, until } from '@talentloop/testing';
import { type Logs, newNamespace, startOnStandIn } from './logs';
import type { StandIn } from './stand-in';

let standIn: StandIn;
let logs: Logs;

beforeEach(async () => {
  ({ standIn, logs } = await startOnStandIn());
});

afterEach(() => logs.stop());

const STALL_MS = 300;

describe('an append whose answer is lost', () => {
  it.each([1, 2, 3])('is there once, and answered as appended: %d lost', async (lost) => {
    const store = await logs.open();
    standIn.answersToLose = lost;
    const events = enveloped('thing-1', { data: [{ n: 1 }, { n: 2 }] });
    const result = await store.append(appendOf(events));
    const stored = await store.readStream('thing-1');
    expect(stored).toEqual(events.map((event) => expect.objectContaining(event)));
    expect(result).toMatchObject({ outcome: 'appended', position: stored.at(-1)?.position });
    const next = enveloped('thing-1', { end: stored.at(-1) ?? { revision: -1, hash: '' } });
    expect(await store.append(appendOf(next))).toMatchObject({ outcome: 'appended' });
  });

  it('ends the request if the server is gone too, and the same request finds it done', async () => {
    const store = await logs.open();
    const commandId = randomUUID();
    const claim = { commandId, digest: 'digest-1', answer: { status: 201, body: {} } };
    standIn.goesAfterAppend = true;
    const request = appendOf(enveloped('thing-1', { commandId }), claim);
    await expect(store.append(request)).rejects.toThrow(StoreUnavailable);
    expect(await store.findClaim(commandId)).toEqual({ commandId, digest: 'digest-1' });
    await standIn.comeBack();
    const later = { commandId, recordedAt: '2026-03-02T09:00:00.000Z' };
    const again = appendOf(enveloped('thing-1', later), claim);
    await until('it is told', async () => {
      const result = await store.append(again).catch(() => undefined);
      if (result) expect(result).toEqual({ outcome: 'duplicate' });
      return result !== undefined;
    });
    expect(await store.readCommand('thing-1', commandId)).toEqual(
      request.events.map((event) => expect.objectContaining(event)),
    );
    const other = appendOf(enveloped('thing-2'), { ...claim, digest: 'digest-2' });
    expect(await store.append(other)).toMatchObject({ outcome: 'claimed' });
    expect(await store.keepClaim(claim)).toEqual(claim);
    expect(await store.findClaim(commandId)).toEqual(claim);
    expect(await store.readAll({ after: 0, limit: 10 })).toHaveLength(1);
  });
});

describe('a server that is away', () => {
  it('is said to be, and served again by the same store when it is back', async () => {
    const store = await logs.open();
    await appendToEnd(store, 'thing-1');
    standIn.goAway();
    await expect(store.append(appendOf(enveloped('thing-2')))).rejects.toThrow(StoreUnavailable);
    await expect(store.readStream('thing-1')).rejects.toThrow(StoreUnavailable);
    await expect(store.readAll({ after: 0, limit: 1 })).rejects.toThrow(StoreUnavailable);
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
    await standIn.comeBack();
    await until('it is served again', () =>
      appendToEnd(store, 'thing-2').then(
        () => true,
        () => false,
      ),
    );
    expect(await store.readAll({ after: 0, limit: 10 })).toHaveLength(2);
  });

  it('is waited for by readers, who go on where they were', async () => {
    const schema = newNamespace();
    const [reader, writer] = [await logs.open({ schema }), await logs.open({ schema })];
    const seen: StoredEvent[] = [];
    const stop = new AbortController();
    const reading = (async () => {
      const options = { after: 0, batchSize: 10, signal: stop.signal };
      for await (const batch of reader.subscribe(options)) seen.push(...batch);
    })();
    for (const [n] of Array.from({ length: 5 }).entries()) {
      await appendToEnd(writer, `thing-${n}`);
      await until('it is read', () => seen.length === 2 * n + 1);
      standIn.goAway();
      await standIn.comeBack();
      await until('it is written', () => appendToEnd(writer, `thing-${n}`).then(yes, no));
      await until('that is read too', () => seen.length === 2 * n + 2);
    }
    stop.abort();
    await reading;
    expect(seen).toEqual(await writer.readAll({ after: 0, limit: 100 }));
  });

  it('does not end a process that has forgotten about it', async () => {
    const store = await logs.open({ stallMs: STALL_MS });
    const seen = subscribed(store, { after: 0, batchSize: 5, count: 1 });
    await until('it has subscribed', () => standIn.subscriptions.open === 1);
    standIn.goAway();
    // Each asks several times, with pauses, before it says so.
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
    await standIn.comeBack();
    await until('it is written', () => appendToEnd(store, 'thing-1').then(yes, no));
    expect(await seen).toHaveLength(1);
  });
});

const yes = (): boolean => true;
const no = (): boolean => false;

describe('a subscription that falls silent', () => {
  it('is noticed when the log moves on without it, and replaced', async () => {
    const schema = newNamespace();
    const reader = await logs.open({ schema, stallMs: STALL_MS });
    const writer = await logs.open({ schema });
    await appendToEnd(writer, 'thing-1');
    const seen = subscribed(reader, { after: 0, batchSize: 5, count: 3 });
    await until('it has subscribed', () => standIn.subscriptions.open === 1);
    standIn.subscriptions.stall();
    await appendToEnd(writer, 'thing-1', { data: [{}, {}] });
    expect(await seen).toHaveLength(3);
    await until('there is another subscription', () => standIn.subscriptions.opened === 2);
    await until('the silent one is left', () => standIn.subscriptions.open === 1);
  });

  it('is not taken for one that has nothing to say', async () => {
    const reader = await logs.open({ stallMs: STALL_MS });
    await appendToEnd(reader, 'thing-1');
    await subscribed(reader, { after: 0, batchSize: 5, count: 1 });
    for (let n = 0; n < 6; n += 1) standIn.write('elsewhere', 'SomethingElse', '{}');
    const reads = standIn.reads;
    await until('the watchdog has looked four times', () => standIn.reads >= reads + 4);
    expect(standIn.subscriptions.opened).toBe(1);
  });
});
