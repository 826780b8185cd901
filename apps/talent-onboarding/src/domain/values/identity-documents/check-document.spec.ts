import * as fc from 'fast-check';
import { checkDocument } from './check-document';
import { type CheckFailure, type DocumentKind, documentKinds } from './document-check';
import { hkidCheckDigit } from './hkid';
import { mainlandIdCheckCharacter } from './mainland-id';
import { mrzCheckDigit } from './passport';

type Vector = [DocumentKind, string, string?];

const right: Vector[] = [
  ['hkid', 'A123456(3)'],
  ['hkid', 'E364912(5)'],
  ['hkid', 'AB987654(3)'],
  ['hkid', 'D288754(2)'],
  ['hkid', 'A123456', '3'],
  ['hkid', 'a1234563'],
  ['hkid', 'Ａ１２３４５６（３）'],
  ['home-return-permit', 'H12345678'],
  ['home-return-permit', 'M1234567801'],
  ['mainland-id', '11010519491231002X'],
  ['mainland-id', '11010519491231002x'],
  ['mainland-id', '11010519491231002', 'X'],
  ['passport', 'L898902C3'],
  ['passport', 'L898902C3', '6'],
  ['eep', 'C12345678'],
  ['eep', 'CA1234567'],
  ['non-chinese-permit', 'HA1234567'],
  ['non-chinese-permit', 'MA 123 4567'],
];

const wrong: [DocumentKind, string, string | undefined, CheckFailure][] = [
  ['hkid', 'A123456(4)', undefined, 'check-digit'],
  ['hkid', 'A123456', '4', 'check-digit'],
  ['hkid', 'A123456(4)', '3', 'check-digit'],
  ['hkid', 'A123456', undefined, 'check-digit-missing'],
  ['hkid', '123456', '3', 'format'],
  ['hkid', 'A123456(3', undefined, 'format'],
  ['home-return-permit', 'X12345678', undefined, 'format'],
  ['home-return-permit', 'H123456789', undefined, 'format'],
  ['mainland-id', '110105194912310021', undefined, 'check-digit'],
  ['mainland-id', '11010519491231002', undefined, 'check-digit-missing'],
  ['mainland-id', '11010519491331002X', undefined, 'birth-date'],
  ['mainland-id', '11010519490230002X', undefined, 'birth-date'],
  ['mainland-id', '1101051949123100', undefined, 'format'],
  ['passport', 'L898902C3', '7', 'check-digit'],
  ['passport', 'L898$02C3', undefined, 'format'],
  ['eep', 'W12345678', undefined, 'format'],
  ['non-chinese-permit', 'HB1234567', undefined, 'format'],
];

describe('the check of an identity document', () => {
  it.each(right)('passes %s %s %s', (...vector) => {
    expect(checkDocument(...vector)).toEqual({ ok: true });
  });

  it.each(wrong)('warns of %s %s %s: %s', (kind, number, digit, reason) => {
    expect(checkDocument(kind, number, digit)).toEqual({ ok: false, reason });
  });

  it('answers for every kind and any text, without ever throwing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...documentKinds),
        fc.string({ unit: 'binary' }),
        fc.option(fc.string({ unit: 'binary' }), { nil: undefined }),
        (kind, number, digit) => {
          const check = checkDocument(kind, number, digit);
          expect(typeof check.ok).toBe('boolean');
        },
      ),
    );
  });
});

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''));
/** Every character that is not the expected one. */
const others = (expected: string): string[] => [...'0123456789A'].filter((it) => it !== expected);

describe('check digits', () => {
  it('hkid: of all eleven, exactly one digit is right', () => {
    const letters = fc.stringMatching(/^[A-Z]{1,2}$/);
    fc.assert(
      fc.property(letters, digits(6), (first, rest) => {
        const expected = hkidCheckDigit(first, rest);
        expect(checkDocument('hkid', `${first}${rest}(${expected})`).ok).toBe(true);
        for (const other of others(expected))
          expect(checkDocument('hkid', `${first}${rest}(${other})`).ok).toBe(false);
      }),
    );
  });

  it('mainland id: one digit mistyped is always found', () => {
    fc.assert(
      fc.property(
        digits(6),
        digits(3),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 1, max: 9 }),
        (area, order, at, by) => {
          const number = `${area}19491231${order}`;
          const check = mainlandIdCheckCharacter(number);
          expect(checkDocument('mainland-id', number + check).ok).toBe(true);
          const typo = [...number]
            .map((it, i) => (i === at ? (Number(it) + by) % 10 : it))
            .join('');
          expect(checkDocument('mainland-id', typo + check).ok).toBe(false);
        },
      ),
    );
  });

  it.each([
    ['L898902C3', '6'],
    ['740812', '2'],
    ['120415', '9'],
    ['L898902C<', '3'],
  ])('ICAO 9303: %s has %s', (field, digit) => expect(mrzCheckDigit(field)).toBe(digit));

  it('passport: of all ten, exactly one digit is right', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{9}$/), (number) => {
        const right = [...'0123456789'].filter((it) => checkDocument('passport', number, it).ok);
        expect(right).toEqual([mrzCheckDigit(number)]);
      }),
    );
  });
});
