import { Inject, Injectable } from '@nestjs/common';
import { type Filter, type ScopeColumns, visibleClause } from '@talentloop/access';
import type { EventStore, Instant, Position, ReadModel } from '@talentloop/event-sourcing';
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import type { KeyObject } from 'node:crypto';
import type { Pool } from 'pg';
import { type Shown, showErased } from '../erased-text';
import { problem } from '../problem';
import {
  EVENT_STORE,
  IDEMPOTENCY_KEY,
  POOL,
  READ_MODEL_PROGRESS,
  type ReadModelProgress,
  SERVICE,
  type ServiceDefinition,
} from '../tokens';
import { equals, type Field, type OrderField, ReadModelColumns, type Wanted } from './columns';
import { Cursors } from './cursors';
import { Order } from './order';
import { rowsAt } from './rows-at';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

/** What the caller asked: the page, and the filters that the cursor is bound to. */
interface ListAsk {
  readonly limit?: number;
  readonly cursor?: string;
}

/** How a read model answers a list. */
export interface PageOptions<Row extends object> {
  /** What the caller may see, and the fields that decide it; required, so that no list forgets. */
  readonly visible: Filter;
  readonly scope: { readonly [Claim in keyof ScopeColumns]: Field<Row> };
  /** Fields that must equal the value, or one of the values; undefined asks nothing. */
  readonly where?: { readonly [F in Field<Row>]?: Wanted };
  readonly also?: readonly RawBuilder<boolean>[];
  /**
   * Fields of which every row has a value. The key decides between equals. Newest first by default.
   * When such a field of a row changes while a caller turns pages, the row may be met twice or not.
   */
  readonly order?: readonly OrderField<Row>[];
  /** As the rows of a temporal read model were then. */
  readonly asOf?: Instant;
}

const LIMIT = 50;
const WAIT_MS_MAX = 2_000;

/** Lists over the read models of one service: filtered, in a stable order, page by page. */
@Injectable()
export class Lists {
  /** For the questions that `page` does not answer. */
  readonly database: Kysely<Record<string, never>>;
  private readonly cursors: Cursors;

  constructor(
    @Inject(POOL) pool: Pool,
    @Inject(SERVICE) private readonly service: ServiceDefinition,
    @Inject(IDEMPOTENCY_KEY) secret: KeyObject,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'positionAt'>,
    @Inject(READ_MODEL_PROGRESS) private readonly progress: Pick<ReadModelProgress, 'waitFor'>,
  ) {
    this.database = new Kysely({ dialect: new PostgresDialect({ pool }) });
    this.cursors = new Cursors(secret);
  }

  /**
   * One page of a read model's rows. PostgreSQL finds rows behind the place of the last one, so no
   * row is repeated or skipped when others come and go. All pages of a question as of an instant
   * are as of the same position. @throws Problem 400 for a cursor that is not ours, or of another
   * question or caller; 503 when the read model does not come as far as the instant in time.
   */
  async page<Row extends object>(
    readModel: ReadModel<Row>,
    ask: ListAsk,
    options: PageOptions<Row>,
  ): Promise<Page<Shown<Row>>> {
    const { limit = LIMIT, cursor, ...filters } = ask;
    const { visible, asOf, order = ['-createdAt'] } = options;
    const { name } = readModel;
    const about = [this.service.name, name, order, filters, visible, asOf];
    const question = JSON.stringify(about);
    const from = cursor === undefined ? undefined : this.cursors.open(cursor, question);
    const position = from?.position ?? (await this.positionAt(name, asOf));
    const columns = new ReadModelColumns(readModel);
    const ordered = new Order(order.map((field) => columns.orderedBy(field)));
    const conditions = [
      ...conditionsOf(columns, options),
      ...(from ? [ordered.isAfter(from)] : []),
    ];
    const { rows } = await sql<{ key: string; row: Row }>`
      select key, "row" from ${this.tableOf(readModel, position)} as listed
      where ${sql.join(conditions, sql` and `)}
      order by ${ordered.clause()} limit ${limit + 1}`.execute(this.database);
    const items = rows.slice(0, limit).map(({ row }) => showErased(row));
    const last = rows[limit - 1];
    if (rows.length <= limit || !last) return { items };
    const place = ordered.placeOf(last, position);
    return { items, nextCursor: this.cursors.seal(place, question) };
  }

  /**
   * The rows of a read model as a table expression, for questions that are no pages; as of an
   * instant, once the read model has come as far. @throws Problem 503 when it does not in time.
   */
  async rows(readModel: ReadModel, asOf?: Instant): Promise<RawBuilder<unknown>> {
    return this.tableOf(readModel, await this.positionAt(readModel.name, asOf));
  }

  private tableOf(readModel: ReadModel, position: Position | undefined): RawBuilder<unknown> {
    return rowsAt(this.service.schema, readModel, position);
  }

  /** Where the log was then. A table that has not come as far would give another answer. */
  private async positionAt(name: string, asOf?: Instant): Promise<Position | undefined> {
    if (asOf === undefined) return undefined;
    const position = await this.store.positionAt(asOf);
    if (await this.progress.waitFor([name], position, WAIT_MS_MAX)) return position;
    throw problem('unavailable', { detail: `${name} has not caught up with that time yet.` });
  }
}

/** What a condition needs of the options, whatever the row is. */
interface Conditions {
  readonly visible: Filter;
  readonly scope: ScopeColumns;
  readonly where?: Readonly<Record<string, Wanted>>;
  readonly also?: readonly RawBuilder<boolean>[];
}

const conditionsOf = (
  columns: ReadModelColumns,
  { visible, scope, where = {}, also = [] }: Conditions,
): readonly RawBuilder<boolean>[] => [
  visibleClause(visible, columns.scope(scope)),
  ...Object.entries(where).flatMap(([field, wanted]) => equals(columns.column(field), wanted)),
  ...also,
];
