import { afterDuration } from './duration';

const FROM = '2026-01-31T02:00:00.000Z';

it.each([
  ['PT48H', '2026-02-02T02:00:00.000Z'],
  ['P2D', '2026-02-02T02:00:00.000Z'],
  ['P1W', '2026-02-07T02:00:00.000Z'],
  ['P1M', '2026-02-28T02:00:00.000Z'],
  ['P1Y', '2027-01-31T02:00:00.000Z'],
  ['P1Y2M3DT4H5M6S', '2027-04-03T06:05:06.000Z'],
  ['P2Y1M', '2028-02-29T02:00:00.000Z'],
  ['PT0S', FROM],
  ['P0D', FROM],
  ['PT1.5H', '2026-01-31T03:30:00.000Z'],
  ['PT1,5H', '2026-01-31T03:30:00.000Z'],
  ['PT0.001S', '2026-01-31T02:00:00.001Z'],
  ['P0.5D', '2026-01-31T14:00:00.000Z'],
  ['P0001-02-03T04:05:06', '2027-04-03T06:05:06.000Z'],
])('%s later', (duration, at) => {
  expect(afterDuration(FROM, duration)).toBe(at);
});

it.each([
  '',
  'P',
  'PT',
  'P1DT',
  '-PT1H',
  'PT-1H',
  'P-1D',
  '+PT1H',
  'PT1H ',
  ' PT1H',
  '48',
  'PT48',
  '1H',
  'pt1h',
  'P1H',
  'PT1D',
  'P1M1Y',
  'PT1S1H',
  'P1D2D',
  'PT1.5H30M',
  'P1.5Y',
  'P0.5M',
  'PT1e3S',
  'PT١H',
  'P9999Y',
  'P999999999D',
  'PT1H\n',
  `PT${'1'.repeat(40)}H`,
])('%j is none', (duration) => {
  expect(afterDuration(FROM, duration)).toBeUndefined();
});
