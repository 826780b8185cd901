import { partsOf, type ReadModel } from '@talentloop/event-sourcing';
import type { PropertyEvent } from '../../domain/property/events';
import type { UnitEventOf } from '../../domain/unit/events';

export interface PropertyRow {
  readonly id: string;
  readonly status: string;
  readonly name: string;
  readonly kind: string;
  readonly side: string;
  readonly address: string;
  readonly turnaroundDays: number;
  /** How many units it has. */
  readonly units: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly revision: number;
  readonly correlationId: string;
}

/** The houses of the park, with the number of their units. */
export const properties: ReadModel<PropertyRow, PropertyEvent | UnitEventOf<'UnitRegistered'>> = {
  name: 'properties',
  version: 1,
  columns: { kind: 'text', side: 'text', createdAt: 'timestamptz' },
  indexes: [['createdAt']],
  keysOf: ({ data }) => [data.propertyId],
  on: {
    PropertyRegistered: (_, { data, event }) => ({
      id: partsOf(event.stream).id,
      status: 'registered',
      name: data.name,
      kind: data.kind,
      side: data.side,
      address: data.address,
      turnaroundDays: data.turnaroundDays,
      units: 0,
      createdAt: event.meta.recordedAt,
      updatedAt: event.meta.recordedAt,
      revision: event.revision,
      correlationId: event.meta.correlationId,
    }),
    UnitRegistered: (row) => row && { ...row, units: row.units + 1 },
  },
};
