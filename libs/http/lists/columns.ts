import type { ColumnType, ReadModel } from '@talentloop/event-sourcing';
import type { ScopeColumns } from '@talentloop/access';
import { type RawBuilder, sql } from 'kysely';
import type { OrderedBy } from './order';

type Value = string | number | boolean;
/** What a column must equal, or be one of; undefined asks nothing. */
export type Wanted = Value | readonly Value[] | undefined;

/** A field of the row that its table has a column for, or the row's key. */
export type Field<Row> = (keyof Row & string) | 'key';

/** A field that rows are ordered by; a minus means descending. */
export type OrderField<Row> = Field<Row> | `-${Field<Row>}`;

/** As columns are called: `created_at` of `createdAt`. */
const columnOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The condition that a column equals what is wanted; none when nothing is. */
export const equals = (column: string, wanted: Wanted): readonly RawBuilder<boolean>[] => {
  if (wanted === undefined) return [];
  if (typeof wanted !== 'object') return [sql<boolean>`${sql.ref(column)} = ${wanted}`];
  return [sql<boolean>`${sql.ref(column)} = any(${wanted})`];
};

const partsOf = (text: string): { readonly field: string; readonly descending: boolean } => {
  const descending = text.startsWith('-');
  return { field: descending ? text.slice(1) : text, descending };
};

/** The columns of a read model's table, by the fields of its rows. */
export class ReadModelColumns {
  private readonly types: ReadonlyMap<string, ColumnType>;

  constructor(private readonly readModel: ReadModel) {
    this.types = new Map(
      Object.entries(readModel.columns).flatMap(([field, type]) =>
        type ? [[field, type] as const] : [],
      ),
    );
  }

  /** @throws when the table keeps the field inside its rows only. */
  column(field: string): string {
    this.type(field);
    return columnOf(field);
  }

  scope(fields: ScopeColumns): ScopeColumns {
    const named = Object.entries<string>({ ...fields });
    return Object.fromEntries(named.map(([claim, field]) => [claim, this.column(field)]));
  }

  orderedBy(text: string): OrderedBy {
    const { field, descending } = partsOf(text);
    return { field, column: this.column(field), type: this.type(field), descending };
  }

  private type(field: string): ColumnType {
    const type = field === 'key' ? 'text' : this.types.get(field);
    if (!type) throw new Error(`${this.readModel.name} has no column for ${field}`);
    return type;
  }
}
