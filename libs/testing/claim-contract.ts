import { randomUUID } from 'node:crypto';
import type { Claim, EventStore } from '@talentloop/event-sourcing';
import { appendOf, enveloped } from './chain';

/** The part of the contract that is about the claims of idempotent requests. */
export const claiming = (current: () => EventStore): void => {
  const claim = (over: Partial<Claim> = {}): Claim => ({
    commandId: randomUUID(),
    digest: 'digest-1',
    answer: { status: 201, body: { id: 'thing-1', said: '陳 "ok"' } },
    ...over,
  });
  const reserved = (): Claim => ({ commandId: randomUUID(), digest: 'digest-1' });

  it('is kept with the append, and only with one that succeeds', async () => {
    const store = current();
    const [kept, lost] = [claim(), claim()];
    await store.append(appendOf(enveloped('thing-1'), kept));
    expect(await store.findClaim(kept.commandId)).toEqual(kept);
    const conflict = await store.append(appendOf(enveloped('thing-1'), lost));
    expect(conflict).toMatchObject({ outcome: 'conflict' });
    expect(await store.findClaim(lost.commandId)).toBeUndefined();
  });

  it('completes a reservation with the same digest', async () => {
    const store = current();
    const reservation = reserved();
    expect(await store.keepClaim(reservation)).toEqual(reservation);
    expect(await store.keepClaim(reservation)).toEqual(reservation);
    const answered = claim(reservation);
    const result = await store.append(appendOf(enveloped('thing-1'), answered));
    expect(result).toMatchObject({ outcome: 'appended' });
    expect(await store.findClaim(reservation.commandId)).toEqual(answered);
  });

  it('keeps out another digest, and another answer, and writes nothing then', async () => {
    const store = current();
    const [reservation, answered] = [reserved(), claim()];
    await store.keepClaim(reservation);
    await store.keepClaim(answered);
    for (const standing of [reservation, answered]) {
      const other = claim({ commandId: standing.commandId, digest: 'digest-2' });
      const result = await store.append(appendOf(enveloped('thing-1'), other));
      expect(result).toEqual({ outcome: 'claimed', claim: standing });
      expect(await store.keepClaim(other)).toEqual(standing);
    }
    const again = await store.append(appendOf(enveloped('thing-1'), answered));
    expect(again).toEqual({ outcome: 'claimed', claim: answered });
    expect(await store.head()).toBe(0);
  });

  it('lets one of two bodies through when both arrive at once', async () => {
    const store = current();
    const one = claim();
    const other = claim({ commandId: one.commandId, digest: 'digest-2' });
    const results = await Promise.all([
      store.append(appendOf(enveloped('thing-1'), one)),
      store.append(appendOf(enveloped('thing-2'), other)),
    ]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'claimed']);
    expect(await store.readAll({ after: 0, limit: 10 })).toHaveLength(1);
    const both = reserved();
    const kept = await Promise.all(
      ['a', 'b'].map((digest) => store.keepClaim({ ...both, digest })),
    );
    expect(kept[0]).toEqual(kept[1]);
  });

  it('releases a reservation but never an answer', async () => {
    const store = current();
    const [reservation, answered] = [reserved(), claim()];
    await store.keepClaim(reservation);
    await store.keepClaim(answered);
    await store.releaseClaim(reservation.commandId);
    await store.releaseClaim(answered.commandId);
    expect(await store.findClaim(reservation.commandId)).toBeUndefined();
    expect(await store.findClaim(answered.commandId)).toEqual(answered);
    const otherBody = { ...reservation, digest: 'digest-2' };
    expect(await store.keepClaim(otherBody)).toEqual(otherBody);
  });
};
