import stringWidth from 'string-width';

/** How many columns of a terminal a text without line breaks takes, by Unicode's own tables. */
export const widthOf = (text: string): number => stringWidth(text);

/**
 * Removes control characters and marks of writing direction, so that no stored text can control the
 * terminal.
 */
const harmless = (text: string): string =>
  text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ');

/** The text, filled with blanks up to the width. */
export const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - widthOf(text)));

const segmenter = new Intl.Segmenter();

/** What a terminal draws as one character, an emoji of several too, with its columns. */
function* drawn(text: string): Generator<{ readonly segment: string; readonly width: number }> {
  for (const { segment } of segmenter.segment(text)) yield { segment, width: widthOf(segment) };
}

/** As much of the text as fits, with `…` where something is left out. */
export const fitted = (any: string, width: number): string => {
  const text = harmless(any);
  if (widthOf(text) <= width) return text;
  let kept = '';
  let room = width - 1;
  for (const next of drawn(text)) {
    room -= next.width;
    if (room < 0) break;
    kept += next.segment;
  }
  return `${kept}…`;
};

/** One text at each end of a line. The left text is shortened if both do not fit. */
export const spread = (left: string, right: string, width: number): string => {
  if (right === '') return fitted(left, width);
  const room = width - widthOf(right) - 2;
  return `${padded(fitted(left, room), room)}  ${right}`;
};

/** A word in pieces that are no wider than that; most words are one. */
const pieces = (word: string, width: number): readonly string[] => {
  if (widthOf(word) <= width) return [word];
  const found: string[] = [];
  let piece = '';
  let taken = 0;
  for (const next of drawn(word)) {
    if (taken + next.width > width && piece !== '') {
      found.push(piece);
      [piece, taken] = ['', 0];
    }
    piece += next.segment;
    taken += next.width;
  }
  return [...found, piece];
};

/**
 * The text in lines of at most the width, broken at blanks, or anywhere in a word that is too long.
 */
export const wrapped = (text: string, width: number): readonly string[] =>
  text.split(/\r?\n/).flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    let taken = 0;
    const words = harmless(paragraph).split(/ +/);
    for (const word of words.flatMap((each) => pieces(each, width))) {
      const wide = widthOf(word);
      if (line === '') [line, taken] = [word, wide];
      else if (taken + 1 + wide > width) {
        lines.push(line);
        [line, taken] = [word, wide];
      } else {
        line += ` ${word}`;
        taken += 1 + wide;
      }
    }
    return [...lines, line];
  });
