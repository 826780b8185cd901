import { createColors } from 'picocolors';

/** Colours for text. The text stays understandable without colours. */
export type Ink = ReturnType<typeof inkOf>;

export const inkOf = (colour: boolean) => {
  const { bold, cyan, dim, green, magenta, red, yellow } = createColors(colour);
  return {
    title: bold,
    quiet: dim,
    event: cyan,
    decision: magenta,
    pause: yellow,
    status: bold,
    good: green,
    bad: (text: string) => bold(red(text)),
    asOf: (text: string) => bold(green(text)),
  };
};
