import fc from 'fast-check';
import vectors from '../../test/fixtures/envelope/vectors.json';
import { canonicalJson, NotCanonical } from './canonical';

describe('canonical form', () => {
  it.each(vectors.canonical)('is the published text of $text', ({ value, text }) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('reads back as the same value and is its own canonical form', () => {
    const leaf = fc.oneof(fc.string({ unit: 'grapheme' }), fc.boolean(), fc.maxSafeInteger());
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(leaf, fc.array(tie('tree')), fc.dictionary(fc.string(), tie('tree'))),
    }));
    const storable = tree.filter((value) => !JSON.stringify(value).includes('\\u0000'));
    fc.assert(
      fc.property(storable, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('does not depend on the order in which members were written', () => {
    const members = fc.dictionary(fc.string({ unit: 'grapheme-ascii' }), fc.boolean());
    fc.assert(
      fc.property(members, (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
    );
  });

  it.each([
    ['a float', { a: 0.5 }],
    ['an unsafe integer', [2 ** 53]],
    ['not a number', Number.NaN],
    ['null', { a: null }],
    ['undefined', { a: undefined }],
    ['U+0000', 'a\u0000'],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a name', { '\udfff': 1 }],
    ['a function', { a: () => 1 }],
    ['a big integer', 1n],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(NotCanonical);
  });

  it('refuses what is nested too deeply, and says where', () => {
    const deep = Array.from({ length: 70 }).reduce<unknown>((inner) => ({ a: inner }), 1);
    expect(() => canonicalJson(deep)).toThrow(/a\/a\/a.*nested deeper than 64/);
  });
});
