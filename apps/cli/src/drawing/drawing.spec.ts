import fc from 'fast-check';
import { fitted, padded, spread, widthOf, wrapped } from './columns';
import { dayOf, instantOf, lengthOf, momentOf, timeOf } from './moments';

describe('columns', () => {
  it('counts what a terminal draws: Chinese is twice as wide, marks take nothing', () => {
    expect(widthOf('abc')).toBe(3);
    expect(widthOf('抵港')).toBe(4);
    expect(widthOf('é')).toBe(1);
    expect(widthOf('“…” → ◆')).toBe(7);
  });

  it('counts an emoji as two columns, also one that is joined from several characters', () => {
    expect(widthOf('✅ done')).toBe(7);
    expect(widthOf('👩‍💻')).toBe(2);
    expect(fitted('✅✅✅', 5)).toBe('✅✅…');
  });

  it('cuts, pads and spreads to the column', () => {
    expect(fitted('抵港安居', 5)).toBe('抵港…');
    expect(padded('抵', 4)).toBe('抵  ');
    expect(spread('left', 'right', 12)).toBe('left   right');
    expect(spread('far too long a text', 'right', 12)).toBe('far …  right');
  });

  it('wraps any text within its width, losing no letter', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'bc', ' ', '抵', '安居', '✅', '\n', 'wide-word'),
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (any, width) => {
        const lines = wrapped(any, width);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/\s/g, '')).toBe(any.replace(/\s/g, ''));
      }),
    );
  });

  it('lets no stored text steer the terminal', () => {
    expect(wrapped('red \u001b[31mtext', 40)).toEqual(['red [31mtext']);
    expect(spread('to\u202eleft', '', 40)).toBe('to left');
  });
});

describe('moments', () => {
  it('are told in UTC+8', () => {
    expect(timeOf('2026-03-02T18:30:00.000Z')).toBe('02:30:00');
    expect(dayOf('2026-03-02T18:30:00.000Z')).toBe('Tue 3 Mar 2026');
    expect(momentOf('2026-03-02T01:02:03.000Z')).toBe('2 Mar 2026 09:02:03');
  });

  it.each([
    [900, '0 s'],
    [59_999, '59 s'],
    [35 * 60_000, '35 min'],
    [3_600_000, '1 h'],
    [12_600_000, '3 h 30 min'],
    [86_400_000, '1 day'],
    [2 * 86_400_000 + 4 * 3_600_000 + 59 * 60_000, '2 days 4 h'],
  ])('%i ms last %s', (ms, words) => expect(lengthOf(ms)).toBe(words));

  it.each([
    ['2026-03-04T12:00', '2026-03-04T04:00:00.000Z'],
    ['2026-03-04 12:00:30', '2026-03-04T04:00:30.000Z'],
    ['2026-03-04T12:00:00Z', '2026-03-04T12:00:00.000Z'],
    ['2026-03-04T12:00:00.5+09:00', '2026-03-04T03:00:00.500Z'],
    ['2026-03-04', '2026-03-04T15:59:59.999Z'],
    ['2026-02-30', undefined],
    ['yesterday', undefined],
    ['2026-03-04T25:00', undefined],
    ['', undefined],
  ])('%s is %s', (typed, instant) => expect(instantOf(typed)).toBe(instant));
});
