import { Pool } from 'pg';
import { logEngineOf } from './log-engine';

const server = 'esdb://127.0.0.1:1?tls=false';

it('keeps logs in PostgreSQL unless told otherwise', () => {
  for (const environment of [{}, { EVENT_STORE: 'postgres', EVENTSTORE_CONNECTION_STRING: server }])
    expect(logEngineOf(environment).gapless).toBe(true);
});

it('keeps them in EventStoreDB where it is named, and then positions have holes', async () => {
  const kurrent = { EVENT_STORE: 'kurrentdb', EVENTSTORE_CONNECTION_STRING: server };
  const engine = logEngineOf(kurrent);
  expect(engine.gapless).toBe(false);
  const pool = new Pool();
  const clock = { now: () => '2026-03-02T02:00:00.000Z' };
  const log = engine.open({ schema: 'service_centre', pool, clock });
  await log.close();
  await pool.end();
});

it('does not start half configured, or on a name that is none', () => {
  expect(() => logEngineOf({ EVENT_STORE: 'kurrentdb' })).toThrow(/EVENTSTORE_CONNECTION_STRING/);
  expect(() => logEngineOf({ EVENT_STORE: 'mongodb' })).toThrow('must be postgres or kurrentdb');
});
