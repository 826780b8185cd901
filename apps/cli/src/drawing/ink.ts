import { createColors } from 'picocolors';

/** How words are told apart where there is colour; without it they are told apart all the same. */
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
