import type {
  EventCodecs,
  EventStore,
  Position,
  ReadModel,
  RecordedEvent,
  StoredEvent,
} from '@talentloop/event-sourcing';
import type { LogGuard } from '@talentloop/log-following';
import { isRead } from '@talentloop/projections';

/** The log is not as it was written, at this position. */
class BrokenLog extends Error {
  override readonly name = 'BrokenLog';
}

/** A page of the log for several read models that use different events of it. */
export interface LogPage {
  /** The position of the last event, whether a read model uses it or not. */
  readonly to: Position;
  readonly events: number;
  /**
   * The events that the read model may use, opened if it needs that. They are decoded once for all
   * read models.
   */
  for(readModel: ReadModel): Promise<readonly RecordedEvent[]>;
}

export interface LogPagesOptions {
  readonly store: EventStore;
  readonly codecs: EventCodecs;
  readonly guard: LogGuard;
  readonly readModels: readonly ReadModel[];
  readonly pageSize: number;
}

/**
 * Reads the log from one position to another, page after page, checks each page, and fetches the
 * next page meanwhile.
 * @throws BrokenLog after the last sound page.
 */
export async function* logPages(
  options: LogPagesOptions,
  { after, upTo }: { after: Position; upTo: Position },
): AsyncGenerator<LogPage> {
  const { store, guard, pageSize } = options;
  const fetch = async (from: Position): Promise<readonly StoredEvent[]> => {
    if (from >= upTo) return [];
    const page = await store.readAll({ after: from, limit: pageSize, upTo });
    return page.filter(({ position }) => position <= upTo);
  };
  // The guard may remember streams from positions after the beginning of this read.
  guard.reset();
  let position = after;
  let page = await fetch(position);
  for (let last = page.at(-1); last; last = page.at(-1)) {
    const next = fetch(last.position);
    next.catch(() => undefined);
    const { sound, broken } = guard.check(position, page);
    const whole = page.slice(0, sound);
    const to = whole.at(-1)?.position;
    if (to !== undefined) yield pageOf(options, whole, to);
    if (broken)
      throw new BrokenLog(`the log is broken at position ${broken.position}: ${broken.kind}`);
    position = last.position;
    page = await next;
  }
}

const pageOf = (
  { codecs, readModels }: LogPagesOptions,
  events: readonly StoredEvent[],
  to: Position,
): LogPage => {
  const decoded = new Map<boolean, Promise<readonly RecordedEvent[]>>();
  const decode = (unseal: boolean): Promise<readonly RecordedEvent[]> => {
    const wanting = readModels.filter((it) => (it.opensPersonal ?? false) === unseal);
    const wanted = events.filter((event) => wanting.some((it) => isRead(event, it, codecs)));
    return codecs.decode(wanted, { unseal });
  };
  return {
    to,
    events: events.length,
    for(readModel) {
      const unseal = readModel.opensPersonal ?? false;
      const known = decoded.get(unseal) ?? decode(unseal);
      decoded.set(unseal, known);
      return known;
    },
  };
};
