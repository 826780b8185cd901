import { type RawBuilder, sql } from 'kysely';
import { relationsOf, type Rule, usually } from './policy';
import { roles, type Subject } from './subject';

/**
 * What a subject may see: everything, or what belongs to one of the named. An empty filter sees
 * nothing.
 */
export interface Filter {
  readonly all?: true;
  readonly centre?: string;
  readonly client?: string;
  readonly talentId?: string;
}

/** To whom a resource belongs. A case in transfer belongs to two centres. */
export interface Scope {
  readonly centre?: string | undefined;
  readonly centres?: readonly string[] | undefined;
  readonly client?: string | undefined;
  readonly talentId?: string | undefined;
}

const anyRole: Rule = usually(...roles);

/**
 * What the subject may see under the rule; by default, what its roles usually see. A relation whose
 * claim is missing in the token grants nothing, such as `centre` for a caseworker without a centre.
 */
export const visibleTo = (subject: Subject, rule: Rule = anyRole): Filter => {
  const relations = relationsOf(subject, rule);
  if (relations.has('any')) return { all: true };
  const { centre, client, talentId } = subject;
  return {
    ...(relations.has('centre') && centre !== undefined && { centre }),
    ...(relations.has('client') && client !== undefined && { client }),
    ...(relations.has('self') && talentId !== undefined && { talentId }),
  };
};

/** Whether the filter includes a resource with this scope. If not, the answer is 404. */
export const sees = (filter: Filter, scope: Scope): boolean =>
  filter.all === true ||
  (filter.centre !== undefined &&
    (filter.centre === scope.centre || (scope.centres ?? []).includes(filter.centre))) ||
  (filter.client !== undefined && filter.client === scope.client) ||
  (filter.talentId !== undefined && filter.talentId === scope.talentId);

/**
 * The columns of a read model that say to whom a row belongs. A missing column matches no subject.
 */
export interface ScopeColumns {
  readonly centre?: string;
  /** A column of type `text[]`. */
  readonly centres?: string;
  readonly client?: string;
  readonly talentId?: string;
}

/** The same decision as `sees`, as a condition on the columns of a read model. */
export const visibleClause = (filter: Filter, columns: ScopeColumns): RawBuilder<boolean> => {
  if (filter.all) return sql<boolean>`true`;
  const either: RawBuilder<boolean>[] = [];
  const equal = (column: string | undefined, value: string | undefined): void => {
    if (column !== undefined && value !== undefined)
      either.push(sql<boolean>`${sql.ref(column)} = ${value}`);
  };
  equal(columns.centre, filter.centre);
  equal(columns.client, filter.client);
  equal(columns.talentId, filter.talentId);
  if (columns.centres !== undefined && filter.centre !== undefined)
    either.push(sql<boolean>`${filter.centre} = any(${sql.ref(columns.centres)})`);
  if (either.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(either, sql` or `)})`;
};
