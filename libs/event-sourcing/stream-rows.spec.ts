import { recorded, tableOf, tally, type TallyEvent } from '@talentloop/testing';
import { readModel, resourceHead, type ResourceHead, resourceRows, streamRows } from '.';

interface Listed extends ResourceHead {
  readonly id: string;
  readonly owner: string;
  readonly total: number;
  readonly raised?: string;
}

const AT = (n: number): string => `2026-03-02T02:00:0${n}.000Z`;
const log = (...events: readonly TallyEvent[]) =>
  events.map((event, revision) => recorded('tally-1', event, { revision, at: AT(revision) }));
const opened: TallyEvent = { type: 'TallyOpened', data: { owner: 'ann' } };
const raised: TallyEvent = { type: 'TallyRaised', data: { by: 5 } };
const handedOver: TallyEvent = { type: 'TallyHandedOver', data: { owner: 'bob' } };
const closed: TallyEvent = { type: 'TallyClosed', data: { result: 'completed' } };

describe('resource rows', () => {
  const list = readModel<Listed>({ name: 'list', version: 1, columns: { owner: 'text' } }, [
    resourceRows(tally, {
      create: {
        TallyOpened: ({ key, data, event }) => ({
          id: key,
          owner: data.owner,
          total: 0,
          ...resourceHead(event),
          raised: 'never',
        }),
      },
      change: {
        TallyRaised: ({ total }, { data: { by } }) => ({ total: total + by, raised: undefined }),
      },
      copies: ['owner'],
    }),
  ]);
  const rowAfter = (...events: readonly TallyEvent[]) => tableOf(list, log(...events)).get('1');

  it('are made by the event that creates the resource', () => {
    expect(rowAfter(opened)).toEqual({
      id: '1',
      owner: 'ann',
      total: 0,
      createdAt: AT(0),
      updatedAt: AT(0),
      revision: 0,
      correlationId: '00000000-0000-4000-8000-00000000c0de',
      raised: 'never',
    });
  });

  it('have what an event changes, and lose a field that becomes undefined', () => {
    const row = rowAfter(opened, raised);
    expect(row).toMatchObject({ owner: 'ann', total: 5, revision: 1, updatedAt: AT(1) });
    expect(row).not.toHaveProperty('raised');
  });

  it('keep the order of their fields', () => {
    const fields = ['id', 'owner', 'total', 'createdAt', 'updatedAt', 'revision', 'correlationId'];
    expect(Object.keys(rowAfter(opened, raised, handedOver, closed) ?? {})).toEqual(fields);
  });

  it('copy what an event says under the name of a field, also one that is not named', () => {
    expect(rowAfter(opened, handedOver)).toMatchObject({ owner: 'bob', revision: 1 });
  });

  it('are moved to the revision and the time of an event that changes nothing else', () => {
    expect(rowAfter(opened, closed)).toMatchObject({
      owner: 'ann',
      createdAt: AT(0),
      updatedAt: AT(1),
      revision: 1,
    });
  });

  it('are none before the resource is created', () => {
    expect(rowAfter(raised, handedOver, closed)).toBeUndefined();
  });
});

interface Ranked {
  readonly owner: string;
  readonly total: number;
  readonly rank: number;
}

describe('stream rows', () => {
  const ranked = ({ owner, total }: Omit<Ranked, 'rank'>): Ranked => ({
    owner,
    total,
    rank: 0 - total,
  });
  const rows = streamRows<TallyEvent, Ranked>(tally, {
    create: { TallyOpened: ({ data: { owner } }) => ranked({ owner, total: 0 }) },
    change: {
      TallyRaised: ({ total }, { data: { by } }) => (by === 0 ? {} : { total: total + by }),
      TallyClosed: () => null,
    },
    copies: ['owner'],
    derive: ranked,
  });
  const list = readModel<Ranked>({ name: 'ranks', version: 1, columns: { rank: 'integer' } }, [
    rows,
  ]);

  it('derive what depends on other fields after each change', () => {
    const table = tableOf(list, log(opened, raised, raised, handedOver));
    expect(table.get('1')).toEqual({ owner: 'bob', total: 10, rank: -10 });
  });

  it('are removed by an event that changes them to null', () => {
    expect(tableOf(list, log(opened, closed)).size).toBe(0);
  });

  it('stay the very rows they were when nothing changes', () => {
    const [nothing] = log({ type: 'TallyRaised', data: { by: 0 } });
    if (!nothing) throw new Error('one event');
    const row = ranked({ owner: 'ann', total: 3 });
    const envelope = { key: '1', data: nothing.data, event: nothing };
    expect(list.changeBy(nothing)?.fold(row, envelope)).toBe(row);
  });

  it('are not read from events that are not named, where no field is copied', () => {
    const unread = streamRows<TallyEvent, Ranked>(tally, {
      create: { TallyOpened: ({ data: { owner } }) => ranked({ owner, total: 0 }) },
    });
    expect(unread.otherwise).toBeUndefined();
    expect(rows.otherwise).toBeDefined();
  });

  it('are created or changed by an event, not both', () => {
    const both = { TallyOpened: () => ranked({ owner: 'ann', total: 0 }) };
    expect(() => streamRows<TallyEvent, Ranked>(tally, { create: both, change: both })).toThrow(
      'tally: TallyOpened both creates and changes a row',
    );
  });
});
