import { beginningBefore } from './seed-demo-world';
import { foundation, life, people } from './demo-world';
import { at, isToday } from './story';
import { properties } from './world/properties';
import { quotas, sponsors } from './world/sponsors';

const shareOf = (test: (sponsor: (typeof sponsors)[number]) => boolean): number =>
  sponsors.filter(test).length / sponsors.length;
const requests = [...foundation, ...life].flatMap((story) => story.requests);

describe('the companies of the park', () => {
  it('are more than sixty, half of them in AI and data science, a quarter from overseas', () => {
    expect(sponsors.length).toBeGreaterThan(60);
    expect(shareOf(([, sector]) => sector === 'ai-and-data-science')).toBeCloseTo(0.5, 2);
    const others = ['life-and-health-technology', 'microelectronics', 'new-energy'];
    expect(shareOf(([, sector]) => others.includes(sector))).toBeCloseTo(0.4, 1);
    expect(shareOf(([, , origin]) => origin === 'overseas')).toBeCloseTo(0.25, 2);
  });

  it('have names of their own, and sponsor whom they are said to', () => {
    const names = sponsors.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(Object.keys(quotas)));
    const named = people.flatMap(({ sponsor }) => sponsor ?? []);
    expect(names).toEqual(expect.arrayContaining(named));
  });
});

it('the homes stand on both sides and are of every kind', () => {
  expect(new Set(properties.map(({ side }) => side)).size).toBe(2);
  expect(new Set(properties.map(({ kind }) => kind)).size).toBe(3);
});

describe('the stories', () => {
  const stories = [...foundation, ...life];

  it('have names of their own: the keys of their requests are made of them', () => {
    expect(new Set(stories.map(({ name }) => name)).size).toBe(stories.length);
  });

  it.each(stories)('$name goes forward in time', ({ requests }) => {
    const moments = requests.map((request) => request.at);
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  });

  it('end before today, but for what happens today', () => {
    const past = requests.filter((request) => !isToday(request.at));
    expect(Math.max(...past.map((request) => request.at))).toBeLessThan(at(119, '00:00'));
  });
});

it('the world begins on a Monday in the park, some days less than four months ago', () => {
  const now = Date.parse('2026-11-23T04:00:00.000Z');
  const beginning = new Date(beginningBefore(now)).toISOString();
  expect(beginning).toBe('2026-07-26T16:00:00.000Z');
});
