import { parseCaseNumber, registerFor } from './case-number';

describe('case numbers', () => {
  it('belong to the local year, which begins eight hours before the year in UTC', () => {
    expect(registerFor('loop-onsite', '2026-12-31T15:59:59.999Z')?.id).toBe('LOOP-2026');
    expect(registerFor('online', '2026-12-31T16:00:00.000Z')).toEqual({
      id: 'WEB-2027',
      year: 2027,
    });
    expect(registerFor('nowhere', '2026-12-31T16:00:00.000Z')).toBeUndefined();
  });

  it('are recognised among other texts', () => {
    expect(parseCaseNumber('SC-SZ-2026-000123')?.registerId).toBe('SZ-2026');
    for (const text of [
      'SC-XX-2026-000123',
      'SC-SZ-2026-123',
      'sc-SZ-2026-000123',
      '',
      'SC-SZ-2026-000123x',
    ])
      expect(parseCaseNumber(text)).toBeUndefined();
  });
});
