import type { ColumnType, Position } from '@talentloop/event-sourcing';
import { type RawBuilder, sql } from 'kysely';
import type { Place } from './cursors';

/** One column that rows are ordered by. */
export interface OrderedBy {
  /** The row's field of that column. */
  readonly field: string;
  readonly column: string;
  readonly type: ColumnType;
  readonly descending: boolean;
}

/** An order and the key, which tells equals apart in the direction of the last column. */
export class Order {
  private readonly columns: readonly Pick<OrderedBy, 'column' | 'type' | 'descending'>[];

  constructor(private readonly by: readonly OrderedBy[]) {
    const descending = by.at(-1)?.descending ?? false;
    this.columns = [...by, { column: 'key', type: 'text', descending }];
  }

  /** What comes after `order by`. */
  clause(): RawBuilder<unknown> {
    const parts = this.columns.map(({ column, descending }) =>
      descending ? sql`${sql.ref(column)} desc` : sql`${sql.ref(column)}`,
    );
    return sql.join(parts);
  }

  /** The place of a row. @throws when it has no value for a column that it is ordered by. */
  placeOf(
    { key, row }: { readonly key: string; readonly row: object },
    position?: Position,
  ): Place {
    const values = new Map<string, unknown>(Object.entries({ ...row, key }));
    const after = this.by.map(({ field }) => {
      const value = values.get(field);
      if (typeof value === 'string' || typeof value === 'number') return value;
      throw new Error(`a row that is ordered by ${field} has no value there`);
    });
    return { after, key, ...(position !== undefined && { position }) };
  }

  /** The condition that a row stands behind the place. */
  isAfter({ after, key }: Place): RawBuilder<boolean> {
    const values = [...after, key].map(
      (value, index) => sql`${value}::${sql.raw(this.columns[index]?.type ?? 'text')}`,
    );
    return this.isOneWay() ? this.rowIsAfter(values) : this.columnsAreAfter(values);
  }

  private isOneWay(): boolean {
    const [first] = this.columns;
    return this.columns.every(({ descending }) => descending === first?.descending);
  }

  /** One comparison of rows, which an index over the columns answers. */
  private rowIsAfter(values: readonly RawBuilder<unknown>[]): RawBuilder<boolean> {
    const columns = sql.join(this.columns.map(({ column }) => sql.ref(column)));
    const sign = sql.raw(this.columns[0]?.descending ? '<' : '>');
    return sql<boolean>`(${columns}) ${sign} (${sql.join(values)})`;
  }

  /** Behind in the first column that differs, each in its own direction. */
  private columnsAreAfter(values: readonly RawBuilder<unknown>[]): RawBuilder<boolean> {
    const cases = this.columns.map(({ column, descending }, index) => {
      const equal = this.columns
        .slice(0, index)
        .map((before, at) => sql`${sql.ref(before.column)} = ${values[at]}`);
      const behind = sql`${sql.ref(column)} ${sql.raw(descending ? '<' : '>')} ${values[index]}`;
      return sql`(${sql.join([...equal, behind], sql` and `)})`;
    });
    return sql<boolean>`(${sql.join(cases, sql` or `)})`;
  }
}
