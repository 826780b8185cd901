import type { HousingKind } from './facts';

/** A unit. The rate is in minor units of the currency on its side. */
export type UnitFacts = readonly [
  label: string,
  bedrooms: number,
  sleeps: number,
  rate: number,
  features?: readonly string[],
];

export interface PropertyFacts {
  readonly name: string;
  readonly kind: HousingKind;
  readonly side: 'hong-kong' | 'shenzhen';
  readonly address: string;
  readonly units: readonly UnitFacts[];
}

/** The talent residence of the park, and hotels and serviced apartments on both sides. */
export const properties: readonly PropertyFacts[] = [
  {
    name: 'Reed House',
    kind: 'talent-residence',
    side: 'hong-kong',
    address: 'Reed House, 1 Example Road, Lok Ma Chau Loop, Hong Kong',
    units: [
      ['Reed House 1A', 0, 1, 42_000, ['step-free', 'desk']],
      ['Reed House 1B', 0, 1, 42_000, ['desk']],
      ['Reed House 2A', 1, 2, 56_000, ['desk', 'balcony']],
      ['Reed House 2B', 1, 2, 56_000, ['desk']],
      ['Reed House 3A', 2, 4, 78_000, ['balcony', 'cot']],
      ['Reed House 3B', 2, 4, 78_000, ['cot', 'step-free']],
      ['Reed House 4A', 3, 5, 96_000, ['balcony', 'cot', 'washing-machine']],
      ['Reed House 4B', 3, 5, 96_000, ['washing-machine']],
    ],
  },
  {
    name: 'Hotel Mudflat',
    kind: 'hotel',
    side: 'hong-kong',
    address: 'Hotel Mudflat, 8 Specimen Street, New Territories, Hong Kong',
    units: [
      ['Mudflat 501', 0, 2, 68_000, ['breakfast']],
      ['Mudflat 502', 0, 2, 68_000, ['breakfast']],
      ['Mudflat 503', 0, 2, 72_000, ['breakfast', 'step-free']],
      ['Mudflat 601', 1, 3, 98_000, ['breakfast', 'desk']],
    ],
  },
  {
    name: 'Hotel Two Rivers',
    kind: 'hotel',
    side: 'shenzhen',
    address: '深圳市福田区样本路 18 号双河酒店',
    units: [
      ['Two Rivers 801', 0, 2, 48_000, ['breakfast']],
      ['Two Rivers 802', 0, 2, 48_000, ['breakfast', 'desk']],
      ['Two Rivers 803', 1, 3, 66_000, ['breakfast']],
      ['Two Rivers 901', 1, 3, 70_000, ['breakfast', 'step-free']],
    ],
  },
  {
    name: 'Egret Court',
    kind: 'serviced-apartment',
    side: 'hong-kong',
    address: '新界上水示例里 3 號白鷺閣',
    units: [
      ['Egret Court 7C', 1, 2, 82_000, ['desk', 'washing-machine']],
      ['Egret Court 7D', 2, 3, 104_000, ['washing-machine', 'cot']],
      ['Egret Court 8C', 2, 4, 118_000, ['washing-machine', 'cot', 'step-free']],
    ],
  },
  {
    name: 'Futian Lotus Apartments',
    kind: 'serviced-apartment',
    side: 'shenzhen',
    address: '深圳市福田区虚构街 66 号莲花公寓',
    units: [
      ['Lotus 1201', 1, 2, 52_000, ['desk']],
      ['Lotus 1202', 1, 2, 52_000, ['desk', 'balcony']],
      ['Lotus 1301', 2, 4, 74_000, ['washing-machine', 'cot']],
      ['Lotus 1302', 2, 4, 74_000, ['washing-machine', 'step-free']],
      ['Lotus 1401', 3, 6, 96_000, ['washing-machine', 'balcony', 'cot']],
    ],
  },
];
