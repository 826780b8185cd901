import { sees, type Subject, visibleTo } from '@talentloop/access';
import type { Instant } from '@talentloop/event-sourcing';
import type { ViewContext } from '@talentloop/http';
import { localDay } from '@talentloop/locale';
import type { OccupiedNights } from '../domain/values/occupied-nights';
import type { CalendarEntry, RegisteredUnit } from '../domain/unit/state';
import { requestReaders } from './policy';

/** On the days of a void period a unit is out of service, without an event that says so. */
export const statusOf = (calendar: readonly OccupiedNights[], at: Instant): string => {
  const today = localDay(at);
  const isVoid = calendar.some(
    ({ entry, from, to }) => entry === 'out-of-service' && from <= today && today < to,
  );
  return isVoid ? 'out-of-service' : 'in-service';
};

/** Whose request it is, only where the reader sees that request; auditors see every one. */
const requestOf = (
  entry: Exclude<CalendarEntry, { entry: 'out-of-service' }>,
  reader: Subject | undefined,
) => {
  const { requestId } = entry;
  return !reader || sees(visibleTo(reader, requestReaders), entry) ? { requestId } : {};
};

const entryView = (entry: CalendarEntry, reader: Subject | undefined) => {
  const { entry: kind, id, from, to } = entry;
  const nights = { entry: kind, id, from, to };
  switch (entry.entry) {
    case 'hold':
      return { ...nights, ...requestOf(entry, reader), expiresAt: entry.expiresAt };
    case 'booking': {
      const { arrivedOn, departedOn } = entry;
      return {
        ...nights,
        ...requestOf(entry, reader),
        ...(arrivedOn !== undefined && { arrivedOn }),
        ...(departedOn !== undefined && { departedOn }),
      };
    }
    case 'out-of-service':
      return nights;
  }
};

/** A unit as callers see it, with what takes its nights. */
export const unitView = (
  { unitId: _, calendar, ended: __, ...facts }: RegisteredUnit,
  ___: string,
  { at, reader }: ViewContext,
) => ({
  ...facts,
  status: statusOf(calendar, at),
  calendar: calendar.map((entry) => entryView(entry, reader)),
});
