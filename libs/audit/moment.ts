import type { DomainEvent, Instant, RecordedEvent } from '@talentloop/event-sourcing';

/**
 * A moment of a resource. It is either what was recorded by an instant (with `corrected`, also what
 * was recorded later about the time before that instant), or the state after the event with a
 * revision.
 */
export type Moment =
  { readonly at: Instant; readonly corrected?: boolean } | { readonly revision: number };

/** The events that belong to the moment, from those of a stream from its beginning. */
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
  // A correction cannot make a resource exist before its creation.
  if (!events.some(recordedBy)) return [];
  const correctsBy = (event: RecordedEvent<E>): boolean =>
    corrected && corrects(event) && (event.effectiveAt ?? event.meta.recordedAt) <= at;
  return events.filter((event) => recordedBy(event) || correctsBy(event));
};
