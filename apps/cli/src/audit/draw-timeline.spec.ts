import { readFileSync } from 'node:fs';
import path from 'node:path';
import { widthOf } from '../drawing/columns';
import { inkOf } from '../drawing/ink';
import { drawTimeline } from './draw-timeline';
import { alteredStory, asOfWednesday, workedStory } from './story.examples';
import type { Story } from './story';

const draw = (story: Story, width = 80, colour = false): string =>
  `${drawTimeline(story, { ink: inkOf(colour), width })
    .flat()
    .join('\n')}\n`;

const golden = (name: string): string =>
  readFileSync(path.join(__dirname, 'golden', `${name}.txt`), 'utf8');

const escapes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

it.each([
  ['worked-case', workedStory],
  ['as-of-wednesday', asOfWednesday],
  ['altered', alteredStory],
])('draws %s as it should look', (name, story) => {
  expect(draw(story)).toBe(golden(name));
});

it.each([[60], [80], [120]])('keeps within %i columns', (width) => {
  for (const story of [workedStory, asOfWednesday, alteredStory]) {
    for (const line of draw(story, width).split('\n')) {
      expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  }
});

it('says the same with colour as without', () => {
  const coloured = draw(asOfWednesday, 80, true);
  expect(coloured).not.toBe(draw(asOfWednesday));
  expect(coloured.replace(escapes, '')).toBe(draw(asOfWednesday));
});

it('says that nothing was recorded yet before the creation', () => {
  const early = draw({ ...workedStory, asOf: { at: '2026-03-01T00:00:00.000Z' } });
  expect(early).toContain('as recorded on Sun 1 Mar 2026, not yet recorded');
  expect(early).toContain('○ Case opened');
});

it('puts a moment after the last event below it', () => {
  const asOf = { at: '2026-04-01T00:00:00.000Z', state: workedStory.now };
  const late = draw({ ...workedStory, asOf });
  expect(late.indexOf('as recorded on')).toBeGreaterThan(late.indexOf('Case resolved'));
  expect(late).toContain('25 days 14 h');
  expect(late).not.toContain('○');
});
