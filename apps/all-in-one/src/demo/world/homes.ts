import { instantOf, onDay, TODAY } from '../story';
import type { HomeFacts } from './facts';

const eligible = (reason: string) => ({ eligible: true, reason });
const unit = (label: string, expiresInHours = 48) => ({
  unitId: `{unit:${label}}`,
  expiresInHours,
});

/** What happens to the requests that approvals made. */
export const homes: readonly HomeFacts[] = [
  {
    of: 'beispiel',
    work: [
      [11, '10:30', 'assess', eligible('Approved talent, sponsored by a tenant.')],
      [14, '10:30', 'offer', unit('Reed House 1A')],
      [14, '14:30', 'accept'],
      [21, '14:30', 'check-in', { at: instantOf(21, '13:30') }],
    ],
  },
  {
    of: 'voorbeeld',
    work: [
      [18, '10:30', 'assess', eligible('Approved talent with a family of four.')],
      [21, '10:30', 'offer', unit('Egret Court 8C', 120)],
      [25, '10:30', 'decline', { reason: 'Too far from the school that may take our son.' }],
      [28, '10:30', 'offer', unit('Lotus 1302')],
      [28, '14:30', 'accept'],
      [35, '14:30', 'check-in', { at: instantOf(35, '13:30') }],
    ],
  },
  {
    of: 'specimen',
    work: [
      [18, '10:30', 'assess', eligible('Two weeks of exchange, invited by a tenant.')],
      [18, '10:30', 'offer', unit('Mudflat 501')],
      [18, '14:30', 'accept'],
      [28, '14:30', 'check-in', { at: instantOf(28, '13:30') }],
      [42, '10:30', 'check-out', { at: instantOf(42, '10:00') }],
    ],
  },
  {
    of: 'lai-tsz-yan',
    work: [
      [21, '10:30', 'assess', eligible('Lives two hours away, with a small child.')],
      [25, '10:30', 'offer', unit('Reed House 2B')],
      [25, '14:30', 'accept'],
      [32, '14:30', 'check-in', { at: instantOf(32, '13:30') }],
    ],
  },
  {
    of: 'xu-goutao',
    work: [
      [18, '10:30', 'assess', eligible('Approved talent from the Mainland.')],
      [18, '10:30', 'offer', unit('Reed House 1B')],
      [18, '14:30', 'accept'],
      [25, '14:30', 'check-in', { at: instantOf(25, '13:30') }],
    ],
  },
  {
    of: 'udaharan',
    work: [
      [39, '10:30', 'assess', eligible('Approved talent from overseas.')],
      [39, '10:30', 'offer', unit('Reed House 2A')],
      [39, '14:30', 'accept'],
      [49, '14:30', 'check-in', { at: instantOf(49, '13:30') }],
    ],
  },
  {
    of: 'yang-benli',
    work: [
      [39, '10:30', 'assess', eligible('Approved talent, two people.')],
      [39, '10:30', 'offer', unit('Lotus 1201')],
      [39, '14:30', 'accept'],
      [46, '14:30', 'check-in', { at: instantOf(46, '13:30') }],
      [102, '14:30', 'extend', { to: onDay(200) }],
    ],
  },
  {
    of: 'xu-goujie',
    work: [
      [53, '10:30', 'assess', eligible('Two weeks until the flat of the company is ready.')],
      [53, '10:30', 'offer', unit('Two Rivers 801')],
      [53, '14:30', 'accept'],
      [63, '10:30', 'no-show'],
    ],
  },
  {
    of: 'mfano',
    work: [
      [112, '10:30', 'assess', eligible('Approved talent with a child.')],
      [116, '14:30', 'waitlist', { reason: 'Flats for two are let until the end of the month.' }],
    ],
  },
  { of: 'hui-kau-long', work: [[116, '10:30', 'start-assessment']] },
  {
    of: 'shi-fanlei',
    work: [
      [112, '10:30', 'assess', eligible('Approved talent with a family of three.')],
      [TODAY, '09:30', 'offer', unit('Lotus 1301', 72)],
    ],
  },
];

/** Requests that people made themselves, through their portal. */
export const askedHomes: readonly HomeFacts[] = [
  {
    of: 'hui-kau-yu',
    asked: { at: [116, '10:30'], kind: 'hotel', from: 150, to: 157, guests: 2 },
    work: [],
  },
  {
    of: 'si-fan-ling',
    asked: { at: [116, '10:30'], kind: 'talent-residence', from: 160, to: 525, guests: 2 },
    work: [[116, '10:30', 'submit']],
  },
  {
    of: 'chak-si-ho',
    asked: { at: [109, '10:30'], kind: 'serviced-apartment', from: 145, to: 175, guests: 1 },
    work: [
      [109, '10:30', 'submit'],
      [
        112,
        '14:30',
        'request-information',
        { items: ['reason-for-the-stay'], message: '請說明為何需要短期住宿。' },
      ],
    ],
  },
  {
    of: 'yeung-pun-ming',
    asked: {
      at: [102, '10:30'],
      kind: 'talent-residence',
      from: 150,
      to: 515,
      guests: 1,
      budget: { amount: 50_000, currency: 'HKD' },
      preferences: { features: ['balcony', 'desk'] },
    },
    work: [
      [102, '10:30', 'submit'],
      [105, '10:30', 'start-assessment'],
      [109, '14:30', 'assess', eligible('Works nights in the wet laboratory.')],
    ],
  },
  {
    of: 'esempio',
    asked: { at: [60, '10:30'], kind: 'talent-residence', from: 70, to: 435, guests: 1 },
    work: [
      [60, '10:30', 'submit'],
      [
        60,
        '14:30',
        'refuse',
        { code: 'criteria-not-met', reason: 'Owns a flat twenty minutes from the park.' },
      ],
    ],
  },
  {
    of: 'ce-shimin',
    asked: { at: [109, '10:30'], kind: 'hotel', from: 133, to: 140, guests: 2 },
    work: [
      [109, '10:30', 'submit'],
      [109, '10:30', 'assess', eligible('Parents visit for a week.')],
      [112, '10:30', 'offer', unit('Two Rivers 803')],
      [112, '14:30', 'accept'],
    ],
  },
  {
    of: 'xu-gouna',
    asked: { at: [39, '10:30'], kind: 'hotel', from: 63, to: 70, guests: 1 },
    work: [
      [39, '10:30', 'submit'],
      [39, '10:30', 'assess', eligible('A week between two flats.')],
      [42, '10:30', 'offer', unit('Two Rivers 802')],
      [42, '14:30', 'accept'],
      [56, '14:30', 'cancel', { reason: '外派，行程取消。' }],
    ],
  },
  {
    of: 'mau-ka-yan',
    asked: { at: [88, '10:30'], kind: 'serviced-apartment', from: 100, to: 130, guests: 1 },
    work: [[88, '10:30', 'submit']],
  },
];
