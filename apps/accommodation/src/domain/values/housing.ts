/** The kinds of housing the park offers; a unit is of its property's kind. */
export const housingKinds = ['talent-residence', 'hotel', 'serviced-apartment'] as const;
export type HousingKind = (typeof housingKinds)[number];

/** The side of the boundary on which a property stands. */
export const sides = ['hong-kong', 'shenzhen'] as const;
export type Side = (typeof sides)[number];

/** An amount in minor units of an ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}
