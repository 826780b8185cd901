import type { ArgumentMetadata } from '@nestjs/common';
import { AtInstant, Choice, Country, Email, Flag, Id, OnDay, Phone, Text, Whole } from './fields';
import { ListQuery, Money, Nested } from './nested-fields';
import { InputPipe } from './input-pipe';
import { Problem } from './problem';

class Child {
  @Text() readonly name!: string;
  @OnDay({ optional: true }) readonly born?: string;
}

class Everything {
  @Text({ optional: true, max: 5 }) readonly text?: string;
  @Text({ optional: true, list: { min: 1, max: 2 } }) readonly texts?: string[];
  @Choice(['a', 'b'], { optional: true }) readonly choice?: string;
  @Choice(['a', 'b'], { optional: true, list: true }) readonly choices?: string[];
  @Id({ optional: true }) readonly id?: string;
  @Whole({ optional: true, min: 1, max: 9 }) readonly whole?: number;
  @Flag({ optional: true }) readonly flag?: boolean;
  @OnDay({ optional: true }) readonly day?: string;
  @AtInstant({ optional: true }) readonly instant?: string;
  @Email({ optional: true }) readonly email?: string;
  @Phone({ optional: true }) readonly phone?: string;
  @Country({ optional: true }) readonly country?: string;
  @Nested(() => Money, { optional: true }) readonly rate?: Money;
  @Nested(() => Child, { optional: true, list: { max: 2 } }) readonly children?: Child[];
}

class Question extends ListQuery {
  @Flag({ optional: true }) readonly overdue?: boolean;
  @Id({ optional: true, list: true }) readonly ids?: string[];
  @Text({ optional: true }) readonly q?: string;
}

const pipe = new InputPipe();
const read = (type: ArgumentMetadata['type'], metatype: new () => object, value: object): unknown =>
  pipe.transform(value, { type, metatype });
const pointersOf = (type: ArgumentMetadata['type'], metatype: new () => object, value: object) => {
  try {
    return JSON.stringify(read(type, metatype, value));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.body('en', '/').errors?.map(({ pointer }) => pointer);
  }
};
const ID = '0a1b2c3d-0000-5000-8000-000000000001';

it.each<[object]>([
  [{}],
  [{ text: 'abcde' }],
  [{ texts: ['a', 'b'] }],
  [{ choice: 'a' }],
  [{ choices: [] }],
  [{ choices: ['a', 'b'] }],
  [{ id: ID }],
  [{ whole: 9 }],
  [{ flag: false }],
  [{ day: '2028-02-29' }],
  [{ email: 'a@example.org' }],
  [{ phone: '+85291234567' }],
  [{ country: 'HK' }],
  [{ rate: { amount: 0, currency: 'HKD' } }],
  [{ children: [{ name: 'x' }, { name: 'y', born: '2020-01-01' }] }],
])('takes %j as it is', (value) => {
  const dto = read('body', Everything, value);
  // What is absent stays absent: an event must not hold `undefined`.
  expect(Object.keys(dto as object)).toEqual(Object.keys(value));
  expect(JSON.parse(JSON.stringify(dto))).toEqual(value);
});

it.each<[object, string]>([
  [{ text: '' }, '/text'],
  [{ text: 'abcdef' }, '/text'],
  [{ texts: [] }, '/texts'],
  [{ texts: ['a', 'b', 'c'] }, '/texts'],
  [{ texts: 'a' }, '/texts'],
  [{ texts: [1] }, '/texts'],
  [{ choice: 'c' }, '/choice'],
  [{ choice: ['a'] }, '/choice'],
  [{ choices: ['a', 'a'] }, '/choices'],
  [{ choices: ['c'] }, '/choices'],
  [{ id: 'x' }, '/id'],
  [{ whole: 0 }, '/whole'],
  [{ whole: 10 }, '/whole'],
  [{ whole: 1.5 }, '/whole'],
  [{ whole: '3' }, '/whole'],
  [{ flag: 'true' }, '/flag'],
  [{ flag: 1 }, '/flag'],
  [{ day: '2026-02-29' }, '/day'],
  [{ day: '2026-13-01' }, '/day'],
  [{ day: '2026-1-1' }, '/day'],
  [{ day: '2026-01-01T00:00:00Z' }, '/day'],
  [{ day: 20260101 }, '/day'],
  [{ instant: '2026-02-29T00:00:00Z' }, '/instant'],
  [{ instant: '2026-01-01' }, '/instant'],
  [{ instant: '2026-01-01T24:00:00Z' }, '/instant'],
  [{ instant: '2026-01-01T00:00:00+08:00' }, '/instant'],
  [{ instant: 0 }, '/instant'],
  [{ email: 'nonsense' }, '/email'],
  [{ phone: '91234567' }, '/phone'],
  [{ phone: '+0123456789' }, '/phone'],
  [{ country: 'hk' }, '/country'],
  [{ country: 'XX' }, '/country'],
  [{ rate: { amount: 1.5, currency: 'HKD' } }, '/rate/amount'],
  [{ rate: { amount: 1, currency: 'HKD', more: 1 } }, '/rate/more'],
  [{ rate: [] }, '/rate'],
  [{ rate: 'x' }, '/rate'],
  [{ children: {} }, '/children'],
  [{ children: [{}] }, '/children/0/name'],
  [{ children: [{ name: 'x' }, { name: 'y', born: '2020-02-30' }] }, '/children/1/born'],
  [{ children: ['x'] }, '/children'],
  [{ children: [[]] }, '/children'],
  [{ unknown: 1 }, '/unknown'],
])('refuses %j', (value, pointer) => {
  const pointers = pointersOf('body', Everything, value);
  expect(Array.isArray(pointers) && pointers.some((at) => at.startsWith(pointer))).toBe(true);
});

it('holds an instant with milliseconds, whatever precision it came with', () => {
  const given = { instant: '2026-03-01T04:05:06Z' };
  expect(read('body', Everything, given)).toEqual({ instant: '2026-03-01T04:05:06.000Z' });
});

it.each<[object, object]>([
  [{}, {}],
  [{ limit: '20' }, { limit: 20 }],
  [{ overdue: 'false' }, { overdue: false }],
  [{ ids: `${ID},${ID}` }, { ids: [ID, ID] }],
  [{ ids: [ID] }, { ids: [ID] }],
  [{ q: '123' }, { q: '123' }],
  [{ q: 'true' }, { q: 'true' }],
])('reads the query %j', (query, expected) => {
  expect(JSON.parse(JSON.stringify(read('query', Question, query)))).toEqual(expected);
});

it.each<[object]>([
  [{ limit: '0x10' }],
  [{ limit: ' 1' }],
  [{ limit: 'NaN' }],
  [{ overdue: 'yes' }],
  [{ overdue: '' }],
  [{ ids: 'x' }],
  [{ q: '' }],
  [{ q: ['a', 'b'] }],
  [{ q: 'a\u0000b' }],
])('refuses the query %j', (query) => {
  expect(Array.isArray(pointersOf('query', Question, query))).toBe(true);
});
