import { deepFreeze } from '@talentloop/testing';
import fc from 'fast-check';
import { emptyLookup, type Lookup, lookUp, put } from './lookup';

it('remembers the last value of each key and leaves older lookups alone', () => {
  const keys = fc.oneof(fc.uuid(), fc.string({ maxLength: 12 }), fc.constant('__proto__'));
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, fc.nat())), (entries) => {
      const empty: Lookup<number> = deepFreeze(emptyLookup);
      const all = entries.reduce((at, [key, value]) => deepFreeze(put(at, key, value)), empty);
      for (const [key, value] of new Map(entries)) expect(lookUp(all, key)).toBe(value);
      expect(lookUp(all, 'never there')).toBeUndefined();
      expect(entries.every(([key]) => lookUp(empty, key) === undefined)).toBe(true);
    }),
  );
});
