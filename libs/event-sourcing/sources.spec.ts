import { namesake, recorded, tableOf, tally } from '@talentloop/testing';
import { from, give, process, readModel, rowsFrom } from '.';

const tallyRaised = recorded('tally-1', { type: 'TallyRaised', data: { by: 5 } } as const);
const namesakeRaised = recorded('namesake-1', { type: 'TallyRaised', data: { page: 7 } } as const);
const handedOver = recorded('tally-1', {
  type: 'TallyHandedOver',
  data: { owner: 'bob' },
} as const);

const close = (id: string) => give(tally, id, { type: 'CloseTally', data: {} });

describe('reactions', () => {
  const closing = process('closing', [
    from(tally, { TallyRaised: ({ data }) => [close(`by ${data.by}`)] }),
    from(namesake, { TallyRaised: ({ data }) => [close(`page ${data.page}`)] }),
  ]);
  const idsAfter = (event: typeof tallyRaised | typeof namesakeRaised) =>
    closing
      .reactionTo(event)?.(event)
      .map(({ id }) => id);

  it('are found by category and type: two streams may have events of one name', () => {
    expect(idsAfter(tallyRaised)).toEqual(['by 5']);
    expect(idsAfter(namesakeRaised)).toEqual(['page 7']);
  });

  it('are none to an event that is not named, or of a category that has no source', () => {
    expect(closing.reactionTo(handedOver)).toBeUndefined();
    expect(closing.reactionTo({ stream: 'tally-1', type: 'constructor' })).toBeUndefined();
    expect(closing.reactionTo({ stream: 'other-1', type: 'TallyRaised' })).toBeUndefined();
    expect(closing.reactionTo({ stream: 'tallyRegister-1', type: 'TallyRaised' })).toBeUndefined();
  });

  it('of one category stand in one source', () => {
    const twice = () =>
      process('twice', [
        from(tally, { TallyOpened: () => [] }),
        from(tally, { TallyRaised: () => [] }),
      ]);
    expect(twice).toThrow('twice: two sources are of one category');
  });
});

describe('a command', () => {
  it('names the category of the decider that judges it', () => {
    expect(close('1')).toEqual({
      category: 'tally',
      id: '1',
      command: { type: 'CloseTally', data: {} },
    });
    const otherwise = () => [close('2')];
    const command = give(tally, '1', { type: 'CloseTally', data: {} }, otherwise);
    expect(command.otherwise).toBe(otherwise);
  });
});

interface Row {
  readonly said: string;
}
const definition = { name: 'raised', version: 1, columns: { said: 'text' } } as const;

describe('a read model', () => {
  const raised = readModel<Row>(definition, [
    rowsFrom(tally, { on: { TallyRaised: (_, { data }) => ({ said: `by ${data.by}` }) } }),
    rowsFrom(namesake, {
      keysOf: ({ data }) => [`page-${data.page}`],
      on: { TallyRaised: (_, { key }) => ({ said: key }) },
    }),
  ]);

  it('keeps the row of the stream, unless the source names other keys', () => {
    const table = tableOf(raised, [tallyRaised, namesakeRaised, handedOver]);
    expect([...table]).toEqual([
      ['1', { said: 'by 5' }],
      ['page-7', { said: 'page-7' }],
    ]);
    expect(raised.changeBy(handedOver)).toBeUndefined();
  });

  it('has one source for each category', () => {
    const twice = [
      rowsFrom<never, Row>(tally, { on: {} }),
      rowsFrom<never, Row>(tally, { on: {} }),
    ];
    expect(() => readModel<Row>(definition, twice)).toThrow('raised: two sources');
  });
});
