import { dumpOf, openTallies, until } from '@talentloop/testing';
import { filled, newTallies, pool, raised, type Tallies } from './rebuild.examples';

describe('rolling back', () => {
  it('puts the rows that were live before in place again, up to date', async () => {
    const at = await filled();
    at.work();
    await at.ask();
    await at.becomes('switched');
    expect(await at.requests().canRollBack('open_tallies')).toBe(true);
    await at.log.add('t1', raised(1_000));
    await at.run().waitFor(41, 5_000);
    const before = await at.dump();
    await pool.query(`update ${at.schema}.open_tallies set total = 7 where key = 'tally-t3'`);
    await at.ask(['open_tallies'], 'rollback');
    expect(await at.becomes('switched')).toMatchObject({ kind: 'rollback', done: 41 });
    expect(await at.dump()).toBe(before);
    await at.log.add('t1', raised(1));
    await at.run().waitFor(42, 5_000);
    expect(await dumpOf(pool, at.schema, 'open_tallies_previous')).toContain(',7,');
  });

  it('has nothing to go back to before the first switch', async () => {
    const at = await filled();
    expect(await at.requests().canRollBack('open_tallies')).toBe(false);
    at.work();
    await at.ask(['open_tallies'], 'rollback');
    expect((await at.becomes('failed')).cause).toContain('there is nothing to roll open_tallies');
  });
});

describe('a new version', () => {
  it('is built beside at the start; the old one serves meanwhile, then steps aside', async () => {
    const at = await filled();
    const older = at.run();
    const before = await at.dump();
    const newer = at.run(newTallies);
    await until('it waits', () => newer.state.state === 'rebuilding');
    expect(await newer.waitFor(40, 100)).toBe(false);
    expect((await pool.query(`select raises from ${at.schema}.open_tallies`)).rowCount).toBe(7);
    expect(await dumpOf(pool, at.schema, 'open_tallies_versions')).not.toBe('');
    await at.log.add('t1', raised(1));
    expect(await older.waitFor(41, 5_000)).toBe(true);
    expect(before).not.toBe(await at.dump());
    at.work({}, [newTallies]);
    await newer.caughtUp();
    await at.log.add('t1', raised(1));
    await until('the older one steps aside', () => older.state.state === 'superseded');
    expect(await newer.waitFor(42, 5_000)).toBe(true);
    const { rows } = await pool.query(
      `select owner, total from ${at.schema}.open_tallies where key = 'tally-t1'`,
    );
    expect(rows).toEqual([{ owner: 'zoe', total: 100 + 8 + 15 + 22 + 29 + 36 + 1 + 1 }]);
  });

  it('gives way again when its release is taken back', async () => {
    const at = await filled();
    const older = at.run();
    const newest = at.work({}, [newTallies]);
    await at.becomes('switched');
    await newest.stop();
    await at.log.add('t1', raised(1));
    await until('it steps aside', () => older.state.state === 'superseded');
    at.work();
    expect(await at.requests().canRollBack('open_tallies')).toBe(true);
    await at.ask(['open_tallies'], 'rollback');
    await at.becomes('switched');
    await until('the older one goes on', () => older.state.state === 'live');
    expect(await older.waitFor(41, 5_000)).toBe(true);
    expect(await at.dump()).not.toContain('zoe');
  });
});

describe('a person who is erased', () => {
  const opening: Tallies = { ...openTallies, opensPersonal: true };
  const erasure = () => {
    let erased = false;
    return {
      erase: () => (erased = true),
      erasedSince: async () => erased,
      forget: () => (erased = false),
    };
  };

  it('meanwhile makes the rebuild begin again', async () => {
    const at = await filled(40, [opening]);
    const { erase, erasedSince, forget } = erasure();
    let asked = 0;
    erase();
    at.work({
      erasedSince: () => {
        asked += 1;
        if (asked > 3) forget();
        return erasedSince();
      },
    });
    await at.ask();
    await at.becomes('switched');
    expect(asked).toBeGreaterThan(2);
  });

  it('afterwards is in no table that is kept for going back', async () => {
    const at = await filled(40, [opening]);
    const { erase, erasedSince } = erasure();
    at.work();
    await at.ask();
    await at.becomes('switched');
    expect((await at.tables()).length).toBe(4);
    erase();
    at.work({ erasedSince });
    await until('it is dropped', async () => (await at.tables()).length === 2);
    expect(await at.requests().canRollBack('open_tallies')).toBe(false);
  });

  it('shows in no difference: texts are told apart without being shown', async () => {
    const at = await filled(40, [opening]);
    await pool.query(
      `update ${at.schema}.open_tallies set owner = 'Chan Tai Man' where key = 'tally-t3'`,
    );
    at.work();
    await at.ask();
    const { differences } = await at.becomes('held');
    expect(JSON.stringify(differences)).not.toContain('Chan');
    expect(differences).toMatchObject([
      { live: { owner: expect.stringMatching(/^\(text of 12, #/) }, rebuilt: { owner: 'ann' } },
    ]);
  });
});
