import type { Pool } from 'pg';
import { identifier, inTransaction, type Queryable, withClient } from '@talentloop/log-following';
import { makeRebuildsTable } from './make-rebuilds-table';
import {
  OPEN,
  RECORD,
  type RebuildFindings,
  type RebuildKind,
  type RebuildRecord,
  type RebuildState,
  recordOf,
  type RecordRow,
  WORKING,
} from './rebuild-record';

/**
 * The rebuilds of one service: what an operator requested, who it was, and how far the rebuild is.
 * One row per read model.
 */
export class RebuildJobs {
  readonly channel: string;
  private readonly table: string;
  private prepared: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
  ) {
    this.table = `${identifier(schema)}.rebuilds`;
    this.channel = `talentloop_rebuilds_${schema}`;
  }

  /**
   * Requests a job. At most one job per read model is open. A held job gives way to the new one; a
   * job on which a worker works continues. Returns the ids of the jobs that are open afterwards, by
   * name.
   */
  async ask(
    readModels: readonly { readonly name: string; readonly version: number }[],
    { jobId, kind, by }: { jobId: string; kind: RebuildKind; by: string },
  ): Promise<ReadonlyMap<string, string>> {
    await this.prepare();
    return inTransaction(this.pool, async (client) => {
      const open = new Map<string, string>();
      for (const { name, version } of readModels) {
        await client.query(
          `update ${this.table} set state = 'cancelled', changed_at = clock_timestamp()
             where read_model = $1 and job_id <> $3
               and (state = 'held' or (version < $2 and state = any($4)))`,
          [name, version, jobId, WORKING],
        );
        await client.query(
          // A rollback restores tables that were filled before the last switch.
          `insert into ${this.table} (job_id, read_model, version, kind, state, asked_by, began_at)
             values ($1, $2, $3, $4, 'building', $5, coalesce((select max(changed_at)
               from ${this.table} where $4 = 'rollback' and read_model = $2 and state = 'switched'),
               clock_timestamp())) on conflict do nothing`,
          [jobId, name, version, kind, by],
        );
        const found = await this.latestBy(client, name);
        if (found) open.set(name, found.jobId);
      }
      await client.query('select pg_notify($1, $2)', [this.channel, jobId]);
      return open;
    });
  }

  /** The job that was requested last. */
  async latest(readModel: string): Promise<RebuildRecord | undefined> {
    await this.prepare();
    return withClient(this.pool, (client) => this.latestBy(client, readModel));
  }

  /** The read models of a job. */
  async namesOf(jobId: string): Promise<readonly string[]> {
    await this.prepare();
    const { rows } = await withClient(this.pool, (client) =>
      client.query<{ name: string }>(
        `select read_model as name from ${this.table} where job_id = $1`,
        [jobId],
      ),
    );
    return rows.map(({ name }) => name);
  }

  /** The switch that made the present live tables live. */
  async lastSwitch(readModel: string): Promise<RebuildRecord | undefined> {
    await this.prepare();
    const { rows } = await withClient(this.pool, (client) =>
      client.query<RecordRow>(
        `select ${RECORD} from ${this.table} where read_model = $1 and state = 'switched'
           order by changed_at desc limit 1`,
        [readModel],
      ),
    );
    return rows[0] && recordOf(rows[0]);
  }

  /** The records in one of these states, oldest first. */
  async inState(states: readonly RebuildState[]): Promise<readonly RebuildRecord[]> {
    await this.prepare();
    const { rows } = await withClient(this.pool, (client) =>
      client.query<RecordRow>(
        `select ${RECORD} from ${this.table} where state = any($1) order by number`,
        [states],
      ),
    );
    return rows.map(recordOf);
  }

  /** Moves a record from one of these states to another. Returns false if it is in none of them. */
  async move(
    { jobId, readModel }: Pick<RebuildRecord, 'jobId' | 'readModel'>,
    { from, to }: { from: readonly RebuildState[]; to: RebuildState },
    findings: RebuildFindings = {},
    client?: Queryable,
  ): Promise<boolean> {
    const { position, differing, differences, proof, cause, accepted } = findings;
    const moveWith = async (queryable: Queryable): Promise<boolean> => {
      const { rowCount } = await queryable.query(
        `update ${this.table} set state = $4, changed_at = clock_timestamp(),
           position = coalesce($5, position), differing = coalesce($6, differing),
           differences = coalesce($7, differences), proof = coalesce($8, proof), cause = $9,
           accepted = coalesce($10, accepted)
           where job_id = $1 and read_model = $2 and state = any($3)`,
        [
          jobId,
          readModel,
          from,
          to,
          position ?? null,
          differing ?? null,
          differences && JSON.stringify(differences),
          proof && JSON.stringify(proof),
          cause ?? null,
          accepted ?? null,
        ],
      );
      return rowCount === 1;
    };
    if (client) return moveWith(client);
    const moved = await withClient(this.pool, moveWith);
    await this.announce(jobId);
    return moved;
  }

  /** Begins again with empty tables. Returns undefined if the job is no longer open. */
  async restart(
    record: Pick<RebuildRecord, 'jobId' | 'readModel'>,
    cause: string,
  ): Promise<RebuildRecord | undefined> {
    const { rows } = await withClient(this.pool, (client) =>
      client.query<RecordRow>(
        `update ${this.table} set state = 'building', began_at = clock_timestamp(), cause = $4,
           changed_at = clock_timestamp(), differing = 0, differences = '[]', accepted = false
           where job_id = $1 and read_model = $2 and state = any($3) returning ${RECORD}`,
        [record.jobId, record.readModel, OPEN, cause],
      ),
    );
    return rows[0] && recordOf(rows[0]);
  }

  /** Reports the rate. Returns which read models of the job still need work. */
  async report(jobId: string, eventsPerSecond: number): Promise<ReadonlySet<string>> {
    const { rows } = await withClient(this.pool, (client) =>
      client.query<{ read_model: string }>(
        `update ${this.table} set events_per_second = $2, changed_at = clock_timestamp()
           where job_id = $1 and state = any($3) returning read_model`,
        [jobId, eventsPerSecond, WORKING],
      ),
    );
    return new Set(rows.map(({ read_model }) => read_model));
  }

  prepare(): Promise<void> {
    this.prepared ??= makeRebuildsTable(this.pool, this.schema).catch((error: unknown) => {
      this.prepared = undefined;
      throw error;
    });
    return this.prepared;
  }

  private async announce(jobId: string): Promise<void> {
    await withClient(this.pool, (client) =>
      client.query('select pg_notify($1, $2)', [this.channel, jobId]),
    );
  }

  private async latestBy(client: Queryable, name: string): Promise<RebuildRecord | undefined> {
    const { rows } = await client.query<RecordRow>(
      `select ${RECORD} from ${this.table} where read_model = $1 order by number desc limit 1`,
      [name],
    );
    return rows[0] && recordOf(rows[0]);
  }
}
