import type { DomainEvent, Instant, RecordedEvent } from '@talentloop/event-sourcing';

/**
 * A moment of a resource: as recorded by an instant, with `corrected` also by what was recorded
 * later about the time before it; or after the event with a revision.
 */
export type Moment =
  { readonly at: Instant; readonly corrected?: boolean } | { readonly revision: number };

/** Which events, of a stream from its beginning, tell of the moment. */
export const eventsOf = <E extends DomainEvent>(
  events: readonly RecordedEvent<E>[],
  moment: Moment,
  corrects: (event: E) => boolean = () => false,
): readonly RecordedEvent<E>[] => {
  if ('revision' in moment) {
    const exists = events.some(({ revision }) => revision === moment.revision);
    return exists ? events.filter(({ revision }) => revision <= moment.revision) : [];
  }
  const { at, corrected = false } = moment;
  const recordedBy = (event: RecordedEvent<E>): boolean => event.meta.recordedAt <= at;
  // What corrects a resource cannot bring it forward to before its creation.
  if (!events.some(recordedBy)) return [];
  const correctsBy = (event: RecordedEvent<E>): boolean =>
    corrected && corrects(event) && (event.effectiveAt ?? event.meta.recordedAt) <= at;
  return events.filter((event) => recordedBy(event) || correctsBy(event));
};
