import { may, rolesOf, type Subject, sees, visibleTo } from '@talentloop/access';
import {
  partsOf,
  type Position,
  type StoredEvent,
  type StoredMetadata,
} from '@talentloop/event-sourcing';
import type { WritingSide } from '../writing-side';
import type { ChangeSource } from './change-source';

/**
 * A change of a resource that the caller may see. It says what to fetch again, and never what the
 * change contains.
 */
export interface Change {
  readonly service: string;
  readonly position: Position;
  readonly resource: string;
  readonly id: string;
  readonly revision: number;
  readonly type: string;
  readonly at: string;
  readonly correlationId: string;
}

/** Restricts the changes to one kind of resource, or to one resource. */
export interface Following {
  readonly resource?: string;
  readonly id?: string;
}

const BATCH = 500;
const STAFF = ['caseworker', 'housing-officer', 'auditor', 'operator'] as const;

const isStaff = (subject: Subject): boolean => {
  const held = rolesOf(subject);
  return STAFF.some((role) => held.has(role));
};

/** The changes in one service as each caller may see them, read from the log after any position. */
export class ChangeFeed {
  readonly service: string;
  private readonly byCategory: ReadonlyMap<string, ChangeSource>;

  constructor(
    private readonly writing: WritingSide,
    sources: readonly ChangeSource[],
  ) {
    this.service = writing.service.name;
    this.byCategory = new Map(sources.map((source) => [source.category, source]));
  }

  head(): Promise<Position> {
    return this.writing.store.head();
  }

  /** At most `limit` changes after a position, and the position up to which the log was read. */
  async page(
    subject: Subject,
    after: Position,
    limit: number,
  ): Promise<{ changes: readonly Change[]; position: Position }> {
    const changes: Change[] = [];
    let position = after;
    let batch: readonly StoredEvent[];
    do {
      batch = await this.writing.store.readAll({ after: position, limit: BATCH });
      for (const event of batch) {
        const change = await this.changeFor(subject, event, {});
        if (change) changes.push(change);
        position = event.position;
        if (changes.length >= limit) return { changes, position };
      }
    } while (batch.length === BATCH);
    return { changes, position };
  }

  /** Yields the changes after a position, and new changes until the signal aborts. */
  async *follow(
    subject: Subject,
    after: Position,
    following: Following,
    signal: AbortSignal,
  ): AsyncGenerator<Change> {
    for await (const batch of this.writing.store.subscribe({ after, batchSize: BATCH, signal })) {
      for (const event of batch) {
        const change = await this.changeFor(subject, event, following);
        if (change) yield change;
      }
    }
  }

  /** Whether the caller may follow this resource. */
  async isVisible(subject: Subject, resource: string, id: string): Promise<boolean> {
    const source = [...this.byCategory.values()].find((it) => it.resource === resource);
    return source !== undefined && this.sees(subject, source, id);
  }

  private async changeFor(
    subject: Subject,
    event: StoredEvent,
    { resource, id: only }: Following,
  ): Promise<Change | undefined> {
    const { category, id } = partsOf(event.stream);
    const source = this.byCategory.get(category);
    if (!source || (resource ?? source.resource) !== source.resource || (only ?? id) !== id) {
      return undefined;
    }
    if (source.internal.includes(event.type) && !isStaff(subject)) return undefined;
    if (!(await this.sees(subject, source, id))) return undefined;
    const { recordedAt, correlationId } = JSON.parse(event.metadata) as StoredMetadata;
    const { position, revision, type } = event;
    const { service } = this;
    return {
      service,
      position,
      resource: source.resource,
      id,
      revision,
      type,
      at: recordedAt,
      correlationId,
    };
  }

  private async sees(subject: Subject, source: ChangeSource, id: string): Promise<boolean> {
    if (!may(subject, source.rule)) return false;
    const scope = await source.scopeOf(this.writing.decisions, id);
    return scope !== undefined && sees(visibleTo(subject, source.rule), scope);
  }
}
