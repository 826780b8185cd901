import {
  readModel,
  resourceHead,
  type ResourceHead,
  resourceRows,
  rowsFrom,
} from '@talentloop/event-sourcing';
import { property } from '../../domain/property/property';
import { unit } from '../../domain/unit/unit';

export interface PropertyRow extends ResourceHead {
  readonly id: string;
  readonly status: string;
  readonly name: string;
  readonly kind: string;
  readonly side: string;
  readonly address: string;
  readonly turnaroundDays: number;
  /** How many units it has. */
  readonly units: number;
}

/** The houses of the park, with the number of their units. */
export const properties = readModel<PropertyRow>(
  {
    name: 'properties',
    version: 1,
    columns: { kind: 'text', side: 'text', createdAt: 'timestamptz' },
    indexes: [['createdAt']],
  },
  [
    resourceRows(property, {
      create: {
        PropertyRegistered: ({ key, data, event }) => ({
          id: key,
          status: 'registered',
          name: data.name,
          kind: data.kind,
          side: data.side,
          address: data.address,
          turnaroundDays: data.turnaroundDays,
          units: 0,
          ...resourceHead(event),
        }),
      },
    }),
    rowsFrom(unit, {
      keysOf: ({ data }) => [data.propertyId],
      on: { UnitRegistered: (row) => row && { ...row, units: row.units + 1 } },
    }),
  ],
);
