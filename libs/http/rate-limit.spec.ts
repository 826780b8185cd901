import type { Subject } from '@talentloop/access';
import { Problem } from './problem';
import { rateLimit } from './rate-limit';

const portal: Subject = { id: 'x', roles: ['portal'], client: 'portal' };
const time = { ms: 0 };
const limit = (text: string | undefined) => rateLimit(text, () => time.ms);
const admitted = (check: (subject: Subject) => void, subject: Subject, times: number): number => {
  let count = 0;
  for (let i = 0; i < times; i += 1) {
    try {
      check(subject);
      count += 1;
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
      expect(error).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    }
  }
  return count;
};

it('limits nobody unless told to', () => {
  expect(admitted(limit(undefined), portal, 5_000)).toBe(5_000);
  expect(admitted(limit(''), portal, 5_000)).toBe(5_000);
});

it('admits so many at once, and as many again in a second', () => {
  const check = limit('portal:50/s');
  expect(admitted(check, portal, 80)).toBe(50);
  time.ms += 500;
  expect(admitted(check, portal, 80)).toBe(25);
  time.ms += 60_000;
  expect(admitted(check, portal, 80)).toBe(50);
});

it('counts each client by itself, and other roles not at all', () => {
  const check = limit('portal:2/s, talent:1/m');
  expect(admitted(check, portal, 3)).toBe(2);
  expect(admitted(check, { ...portal, client: 'portal-b' }, 3)).toBe(2);
  expect(admitted(check, { id: 'w', roles: ['caseworker'] }, 9)).toBe(9);
});

it.each(['portal', 'portal:0/s', 'portal:5/d', 'king:5/s', 'portal:5/s,', '5/s'])(
  'does not start with %j',
  (text) => expect(() => limit(text)).toThrow('RATE_LIMIT'),
);
