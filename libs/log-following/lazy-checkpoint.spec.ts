import { type TestDatabase, testDatabase, until } from '@talentloop/testing';
import { Pool } from 'pg';
import { Checkpoints, LazyCheckpoint } from './index';

let database: TestDatabase;
let pool: Pool;
let checkpoints: Checkpoints;
let names = 0;

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.connectionString, max: 4 });
  checkpoints = new Checkpoints(pool, 'lazy_checkpoint');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const begun = async (): Promise<{ name: string; checkpoint: LazyCheckpoint }> => {
  const name = `process:spec-${(names += 1)}`;
  const checkpoint = new LazyCheckpoint((move) => checkpoints.move(name, move));
  await checkpoint.begin(() => checkpoints.load(name));
  return { name, checkpoint };
};

it('is written a little later, once for several moves', async () => {
  const { name, checkpoint } = await begun();
  const move = jest.spyOn(checkpoints, 'move');
  for (const to of [3, 5, 9]) expect(checkpoint.moveLater(to)).toBe(true);
  expect(checkpoint.position).toBe(9);
  expect(await checkpoints.load(name)).toBe(0);
  await until('it is written', async () => (await checkpoints.load(name)) === 9);
  expect(move).toHaveBeenCalledTimes(1);
  move.mockRestore();
});

it('is written before what must go with it, from where it really stands', async () => {
  const { checkpoint } = await begun();
  checkpoint.moveLater(4);
  const moves: object[] = [];
  await checkpoint.moveWith(7, async (move) => moves.push(move) > 0);
  await checkpoint.moveWith(8, async (move) => moves.push(move) > 0);
  expect(moves).toEqual([
    { from: 0, to: 7 },
    { from: 7, to: 8 },
  ]);
});

it('is written before it begins again, but not over what another follower made', async () => {
  const { name, checkpoint } = await begun();
  checkpoint.moveLater(4);
  expect(await checkpoint.begin(() => checkpoints.load(name))).toBe(4);
  checkpoint.moveLater(9);
  expect(await checkpoints.move(name, { from: 4, to: 5 })).toBe(true);
  expect(await checkpoint.moveWith(10, (move) => checkpoints.move(name, move))).toBe(false);
  // A checkpoint may go back, when other tables take over the name.
  expect(await checkpoints.move(name, { from: 5, to: 4 })).toBe(true);
  expect(await checkpoint.begin(() => checkpoints.load(name))).toBe(4);
});

it('tells who was overtaken', async () => {
  const { name, checkpoint } = await begun();
  checkpoint.moveLater(2);
  await checkpoint.flush();
  expect(await checkpoints.move(name, { from: 2, to: 6 })).toBe(true);
  checkpoint.moveLater(3);
  await checkpoint.flush();
  expect(checkpoint.moveLater(4)).toBe(false);
  expect(await checkpoint.moveWith(5, (move) => checkpoints.move(name, move))).toBe(false);
  expect(checkpoint.position).toBe(3);
  expect(await checkpoint.begin(() => checkpoints.load(name))).toBe(6);
  expect(checkpoint.moveLater(7)).toBe(true);
  await checkpoint.flush();
  expect(await checkpoints.load(name)).toBe(7);
});
