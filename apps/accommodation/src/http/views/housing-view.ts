import { sees, type Subject, visibleTo } from '@talentloop/access';
import type { Loaded } from '@talentloop/event-sourcing';
import { allowedActions } from '@talentloop/http';
import { localDay } from '@talentloop/locale';
import type { PropertyFacts } from '../../domain/property/events';
import type { PropertyState } from '../../domain/property/state';
import { actionsFor } from '../../domain/unit/actions';
import type { CalendarEntry, RegisteredUnit, UnitState } from '../../domain/unit/state';
import { housingPolicy, requestPolicy } from '../policy';

export type LoadedProperty = Loaded<PropertyFacts & { readonly status: 'registered' }>;
export type LoadedUnit = Loaded<RegisteredUnit>;

export const isProperty = (loaded: Loaded<PropertyState>): loaded is LoadedProperty =>
  loaded.state.status === 'registered';
export const isUnit = (loaded: Loaded<UnitState>): loaded is LoadedUnit =>
  loaded.state.status === 'registered';

const resourceOf = <S>({ id, revision, createdAt, updatedAt, correlationId }: Loaded<S>) => ({
  id,
  revision,
  createdAt,
  updatedAt,
  correlationId,
});

const nobodys = {}; // Houses and units belong to no centre, client or person.

/** A property as callers see it. */
export const propertyView = (loaded: LoadedProperty, subject: Subject) => {
  const { propertyId, ...facts } = loaded.state;
  const href = `/properties/${propertyId}`;
  return {
    ...resourceOf(loaded),
    ...facts,
    allowedActions: allowedActions(['units'], {
      ...{ subject, policy: housingPolicy, scope: nobodys, href },
    }),
  };
};

const entryView = (entry: CalendarEntry) => {
  const { entry: kind, id, from, to } = entry;
  switch (entry.entry) {
    case 'hold': {
      const { requestId, expiresAt } = entry;
      return { entry: kind, id, from, to, requestId, expiresAt };
    }
    case 'booking': {
      const { requestId, arrivedOn, departedOn } = entry;
      return {
        ...{ entry: kind, id, from, to, requestId },
        ...(arrivedOn !== undefined && { arrivedOn }),
        ...(departedOn !== undefined && { departedOn }),
      };
    }
    case 'out-of-service':
      return { entry: kind, id, from, to };
  }
};

/** Out of service is a unit on the days of a void period, without anybody writing it down. */
const statusOf = ({ calendar }: RegisteredUnit, at: string): string => {
  const today = localDay(at);
  const isVoid = calendar.some(
    ({ entry, from, to }) => entry === 'out-of-service' && from <= today && today < to,
  );
  return isVoid ? 'out-of-service' : 'in-service';
};

/** The body of a GET without the actions: a pure function of the log, for auditors too. */
export const unitBody = (loaded: LoadedUnit, at: string = loaded.updatedAt) => {
  const { unitId: _, calendar, ended: __, ...facts } = loaded.state;
  return {
    ...resourceOf(loaded),
    ...facts,
    status: statusOf(loaded.state, at),
    calendar: calendar.map(entryView),
  };
};

/** What binds the unit; whose request it is only where the caller sees that request. */
const calendarView = ({ calendar }: RegisteredUnit, subject: Subject) => {
  const visible = visibleTo(subject, requestPolicy.read);
  return calendar.map((entry) => {
    const view = entryView(entry);
    if (entry.entry === 'out-of-service' || sees(visible, entry)) return view;
    return { ...view, requestId: undefined };
  });
};

/** A unit as this caller sees it at that moment. */
export const unitView = (loaded: LoadedUnit, subject: Subject, at: string) => {
  const { calendar: _, ...body } = unitBody(loaded, at);
  const { id, roles } = subject;
  return {
    ...body,
    ...(visibleTo(subject, housingPolicy['read-calendar']).all === true && {
      calendar: calendarView(loaded.state, subject),
    }),
    allowedActions: allowedActions(actionsFor(loaded.state, { at, actor: { id, roles } }), {
      ...{ subject, policy: housingPolicy, scope: nobodys, href: `/units/${loaded.id}` },
    }),
  };
};
