import { ProjectionRunner } from '@talentloop/projections';
import { EVENTS_PER_CASE } from '../case-script';
import { Emmett } from '../contestants/emmett';
import { buildDesk } from '../contestants/emmett-desk';
import { Ours } from '../contestants/ours';
import { deskModel } from '../desk';
import { alternately } from '../measure';
import { type Bench, resultOf, type Workload } from '../workload';
import { fillCases, workCases } from './logs';

const CASES = 3_000;
/** emmett needs half a minute for what our store reads in one second, so its log is shorter. */
const CASES_OF_EMMETT = 250;

let tables = 0;

/** Builds the read model from the whole log into a table of its own. Returns events per second. */
const rebuild = async (ours: Ours, everything: boolean): Promise<number> => {
  const { pool, schema, store, codecs } = ours;
  tables += 1;
  const runner = new ProjectionRunner({
    readModel: deskModel(`desk_${tables}`, everything),
    verifyHashes: everything,
    pool,
    schema,
    store,
    codecs,
  });
  const begun = performance.now();
  runner.start();
  await runner.caughtUp();
  await runner.stop();
  const ms = performance.now() - begun;
  const { rows } = await pool.query(`select count(*)::int as rows from ${schema}.desk_${tables}`);
  if (rows[0].rows !== CASES) throw new Error(`${rows[0].rows} rows of ${CASES}`);
  await pool.query(`drop table ${schema}.desk_${tables}`);
  return ((CASES * EVENTS_PER_CASE) / ms) * 1_000;
};

const rebuildOfEmmett = async (emmett: Emmett): Promise<number> => {
  tables += 1;
  const begun = performance.now();
  await buildDesk(emmett, `desk_${tables}`);
  return ((CASES_OF_EMMETT * EVENTS_PER_CASE) / (performance.now() - begun)) * 1_000;
};

const rebuildAll = async (bench: Bench) => {
  const { server } = bench;
  const ours = await Ours.open(await server.database());
  const emmett = await Emmett.open(await server.database());
  const unit = 'events/s';
  try {
    await workCases(ours, CASES);
    await fillCases(emmett, CASES_OF_EMMETT);
    const series = await alternately(
      {
        'ours, as peers do': () => rebuild(ours, false),
        'ours, everything on': () => rebuild(ours, true),
        'emmett-postgresql': () => rebuildOfEmmett(emmett),
      },
      bench,
    );
    return [
      resultOf(series, {
        name: 'rebuild',
        unit,
        ours: 'ours, as peers do',
        peers: ['emmett-postgresql'],
        title: 'Rebuild a keyed read model (nothing unsealed, hashes not re-checked: as peers do)',
        target: ({ ours: figure, ratio = 0 }) => ({
          says: '≥ 60,000/s and ≥ 30 × emmett-postgresql',
          met: figure >= 60_000 && ratio >= 30,
        }),
      }),
      resultOf(series, {
        name: 'rebuild-checked',
        unit,
        ours: 'ours, everything on',
        title: 'Rebuild it with every hash checked and its fields unsealed',
        peers: ['emmett-postgresql'],
        target: ({ ours: figure }) => ({ says: '≥ 30,000/s', met: figure >= 30_000 }),
      }),
    ];
  } finally {
    await ours.close();
    await emmett.close();
  }
};

export const rebuildWorkload: Workload = { name: 'rebuild', run: rebuildAll };
