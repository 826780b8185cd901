import { changesBetween } from './changes';

it('names each field with what it was and is, leaving out what changes every time', () => {
  const before = { status: 'open', assignee: null, revision: 1, updatedAt: 'x', subject: 'same' };
  const after = { status: 'assigned', assignee: 'w', revision: 2, updatedAt: 'y', subject: 'same' };
  expect(changesBetween(before, after)).toEqual([
    { field: 'status', before: 'open', after: 'assigned' },
    { field: 'assignee', before: null, after: 'w' },
  ]);
  expect(changesBetween(after, after)).toEqual([]);
});

it('goes into objects and lists of things, and takes what appears as a whole', () => {
  const before = { offer: { unitId: 'u1', expiresAt: 'a' }, tasks: [{ id: 1, done: false }] };
  const after = {
    offer: { unitId: 'u2', expiresAt: 'a' },
    tasks: [
      { id: 1, done: true },
      { id: 2, done: false },
    ],
    booking: { unitId: 'u2' },
  };
  expect(changesBetween(before, after)).toEqual([
    { field: 'offer.unitId', before: 'u1', after: 'u2' },
    { field: 'tasks.0.done', before: false, after: true },
    { field: 'tasks.1', before: null, after: { id: 2, done: false } },
    { field: 'booking', before: null, after: { unitId: 'u2' } },
  ]);
});

it('takes a list of words as one value, and absent for null', () => {
  expect(changesBetween({ needs: ['a'] }, { needs: ['a', 'b'] })).toEqual([
    { field: 'needs', before: ['a'], after: ['a', 'b'] },
  ]);
  expect(changesBetween({ gone: 1, never: null }, { never: undefined })).toEqual([
    { field: 'gone', before: 1, after: null },
  ]);
});
