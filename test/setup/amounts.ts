/** Whether this is the long form: `npm run soak`. */
export const soaking = process.env['npm_lifecycle_event'] === 'soak';

/**
 * The amount for the gate, or for the long form, or the value of the environment variable of that
 * name.
 */
export const amount = (name: string, short: number, long: number): number =>
  Number(process.env[name] ?? (soaking ? long : short));
