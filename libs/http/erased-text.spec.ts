import { ERASED } from '@talentloop/event-sourcing';
import { showErased } from './erased-text';

it('shows what was erased at any depth, and the rest as it is', () => {
  const rest = { a: [1, null, 'x'], b: undefined };
  expect(
    showErased({ text: ERASED, list: ['y', ERASED, { deep: [{ text: ERASED, n: 0 }] }], rest }),
  ).toEqual({
    text: '[erased]',
    list: ['y', '[erased]', { deep: [{ text: '[erased]', n: 0 }] }],
    rest,
  });
  expect(showErased(ERASED)).toBe('[erased]');
});

it('copies no more than it changes', () => {
  const whole = { items: [{ text: 'x' }], erased: false };
  expect(showErased(whole)).toBe(whole);
  const rest = { a: 1 };
  const changed = showErased({ rest, text: ERASED });
  expect(changed.rest).toBe(rest);
});
