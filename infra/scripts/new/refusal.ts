/** What was asked for cannot be made; the message says why in one line. Nothing was written. */
export class Refusal extends Error {}
