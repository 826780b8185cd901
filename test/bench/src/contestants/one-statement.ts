import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { eventOf } from '../case-script';
import type { Append } from '../contestant';

/**
 * The lowest possible cost of a durable append: one prepared INSERT of a row like ours, whose
 * unique index checks the revision. There is no hash, no seal, no claim, and no order of positions.
 */
export class OneStatement {
  readonly name = 'one statement';

  private constructor(private readonly pool: Pool) {}

  static async open(connectionString: string): Promise<OneStatement> {
    const pool = new Pool({ connectionString, max: 40 });
    await pool.query(
      `create table events (position bigserial primary key, stream text collate "C" not null,
         revision integer not null, id uuid not null unique, type text not null,
         data json not null, metadata json not null, committed_at timestamptz not null default now(),
         unique (stream, revision))`,
    );
    return new OneStatement(pool);
  }

  async append({ caseId, talentId, step }: Append): Promise<void> {
    const { type, data, metadata } = eventOf(caseId, talentId, caseId, step);
    await this.pool.query({
      name: 'insert',
      text: `insert into events (stream, revision, id, type, data, metadata)
        values ($1, $2, $3, $4, $5, $6)`,
      values: [`case-${caseId}`, step, randomUUID(), type, data, metadata],
    });
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
