import { Inject, Injectable } from '@nestjs/common';
import { type Filter, type ScopeColumns, visibleClause } from '@talentloop/access';
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';
import { invalidInput } from './problem';
import { IDEMPOTENCY_KEY, POOL, SERVICE, type ServiceDefinition } from './tokens';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

/** What the caller asked: the page, and the filters that the cursor is bound to. */
export interface ListAsk {
  readonly limit?: number;
  readonly cursor?: string;
}

type Value = string | number | boolean;

export interface ListOptions {
  /** What the caller may see, and the columns that decide it. Nobody can leave it out. */
  readonly visible: Filter;
  readonly scope: ScopeColumns;
  /** Columns (snake_case) that must equal the value, or one of the values; undefined asks nothing. */
  readonly where?: Readonly<Record<string, Value | readonly Value[] | undefined>>;
  readonly also?: readonly RawBuilder<boolean>[];
  /** The row's field, kept as a column too, that orders newest first; must never change. */
  readonly newestBy?: string;
}

const LIMIT = 50;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

const condition = ([column, value]: readonly [
  string,
  Value | readonly Value[] | undefined,
]): RawBuilder<boolean>[] => {
  if (value === undefined) return [];
  if (typeof value !== 'object') return [sql<boolean>`${sql.ref(column)} = ${value}`];
  return [sql<boolean>`${sql.ref(column)} = any(${value})`];
};

/** Lists over the read models of one service: filtered, newest first, page by page. */
@Injectable()
export class Lists {
  /** For the questions that `page` does not answer. */
  readonly database: Kysely<Record<string, never>>;

  constructor(
    @Inject(POOL) pool: Pool,
    @Inject(SERVICE) private readonly service: ServiceDefinition,
    @Inject(IDEMPOTENCY_KEY) private readonly key: KeyObject,
  ) {
    this.database = new Kysely({ dialect: new PostgresDialect({ pool }) });
  }

  /**
   * One page of a read model's rows. Rows are found after the last one's (newestBy, key), so a page
   * is neither repeated nor skipped when others come and go. @throws Problem 400: a cursor that is
   * not ours, or of another question or caller.
   */
  async page<Row extends object>(
    table: string,
    ask: ListAsk,
    { visible, scope, where = {}, also = [], newestBy = 'createdAt' }: ListOptions,
  ): Promise<Page<Row>> {
    const { limit = LIMIT, cursor, ...filters } = ask;
    const question = JSON.stringify([this.service.name, table, newestBy, filters, visible]);
    const order = sql.ref(snakeCase(newestBy));
    const conditions = [
      visibleClause(visible, scope),
      ...Object.entries(where).flatMap(condition),
      ...also,
      ...(cursor === undefined ? [] : [this.after(order, cursor, question)]),
    ];
    const { rows } = await sql<{ key: string; row: Row }>`
      select key, "row" from ${sql.table(`${this.service.schema}.${table}`)}
      where ${sql.join(conditions, sql` and `)}
      order by ${order} desc, key desc limit ${limit + 1}`.execute(this.database);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const items = shown.map(({ row }) => row);
    if (rows.length <= limit || !last) return { items };
    const at = (last.row as Readonly<Record<string, unknown>>)[newestBy];
    return { items, nextCursor: this.seal(JSON.stringify([at, last.key]), question) };
  }

  private after(order: RawBuilder<unknown>, cursor: string, question: string): RawBuilder<boolean> {
    const [at, key] = this.open(cursor, question);
    return sql<boolean>`(${order}, key) < (${at}, ${key})`;
  }

  private seal(text: string, question: string): string {
    const place = Buffer.from(text).toString('base64url');
    return `${place}.${this.mac(place, question).toString('base64url')}`;
  }

  private open(cursor: string, question: string): readonly [Value, string] {
    const [place = '', mac = ''] = cursor.split('.');
    const given = Buffer.from(mac, 'base64url');
    const expected = this.mac(place, question);
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw invalidInput({ pointer: '/cursor', message: 'is not a cursor of this list' });
    return JSON.parse(Buffer.from(place, 'base64url').toString()) as [Value, string];
  }

  private mac(place: string, question: string): Buffer {
    const mac = createHmac('sha256', this.key).update('cursor\0');
    return mac.update(question).update('\0').update(place).digest().subarray(0, 16);
  }
}
