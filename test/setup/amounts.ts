/** Whether this is the long form: `npm run soak`. */
export const soaking = process.env['npm_lifecycle_event'] === 'soak';

/** What the gate has time for, or the long form; or what the variable of that name says. */
export const amount = (name: string, short: number, long: number): number =>
  Number(process.env[name] ?? (soaking ? long : short));
