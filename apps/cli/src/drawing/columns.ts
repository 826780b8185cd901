/** Characters that terminals draw two columns wide: CJK, Hangul, full-width forms, most emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/**
 * Characters that take no column: combining marks, joiners, and characters that control the
 * terminal.
 */
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many columns a text without line breaks takes on a terminal. */
export const widthOf = (text: string): number => {
  let width = 0;
  for (const character of text) {
    if (!NO_WIDTH.test(character)) width += WIDE.test(character) ? 2 : 1;
  }
  return width;
};

/**
 * Removes control characters and marks of writing direction, so that no stored text can control the
 * terminal.
 */
const harmless = (text: string): string =>
  text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ');

/** The text, filled with blanks up to the width. */
export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** As much of the text as fits, with `…` where something is left out. */
export const fitted = (any: string, width: number): string => {
  const text = harmless(any);
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (widthOf(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
};

/** One text at each end of a line. The left text is shortened if both do not fit. */
export const spread = (left: string, right: string, width: number): string => {
  if (right === '') return fitted(left, width);
  const room = width - widthOf(right) - 2;
  return `${padded(fitted(left, room), room)}  ${right}`;
};

const pieces = (word: string, width: number): readonly string[] => {
  const found: string[] = [''];
  for (const character of word) {
    const last = found.length - 1;
    if (widthOf(`${found[last]}${character}`) > width) found.push(character);
    else found[last] += character;
  }
  return found;
};

/**
 * The text in lines of at most the width, broken at blanks, or anywhere in a word that is too long.
 */
export const wrapped = (text: string, width: number): readonly string[] =>
  text.split(/\r?\n/).flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    const words = harmless(paragraph).split(/ +/);
    for (const word of words.flatMap((each) => pieces(each, width))) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (widthOf(longer) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line];
  });
