import type { Persona } from '@talentloop/access';

/** A moment of the demo world: minutes after the beginning, which is a Monday at midnight. */
export type Moment = number;

const DAY_MINUTES = 24 * 60;

/** Days that stand for now: whenever the world is seeded, they come last. */
export const TODAY = 10_000;

/** `at(3, '10:30')`: half past ten on the first Thursday, as clocks in the park show it. */
export const at = (day: number, time: string): Moment => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return day * DAY_MINUTES + hours * 60 + minutes;
};

export const isToday = (moment: Moment): boolean => moment >= TODAY * DAY_MINUTES;

/** A day of the world in a body; the date is put in its place when the request is sent. */
export const onDay = (day: number): string => `{day:${day}}`;

/** An instant of the world in a body. */
export const instantOf = (day: number, time: string): string => `{at:${at(day, time)}}`;

/**
 * One request of the demo world. Its path and body name other resources in braces: `{person:…}`,
 * `{case:person/type}`, `{home:…}`, `{unit:…}`, `{sponsor:…}`.
 */
export interface DemoRequest {
  readonly at: Moment;
  readonly as: Persona;
  /** Whom the persona `talent` is. */
  readonly self?: string;
  readonly path: string;
  readonly body?: object;
  /** Names the journey that the new resource begins. */
  readonly correlation?: string;
  /** Names for later requests, each for a field of the answer. */
  readonly keeps?: Readonly<Record<string, string>>;
  /** Names of what other services make because of it. */
  readonly brings?: readonly string[];
  /** Other services follow it: they are done before the clock moves on. */
  readonly echoes?: true;
}

/** Requests that follow each other; different stories do not wait for each other. */
export interface Story {
  readonly name: string;
  readonly requests: readonly DemoRequest[];
}

/** A step of work: when, the last segment of its path, its body, and who if not the usual one. */
export type Work = readonly [
  day: number,
  time: string,
  action: string,
  body?: object,
  as?: Persona,
];
