import type { Persona } from '@talentloop/access';

/** A moment of the demo world: minutes after its beginning, which is a Monday at midnight. */
export type Moment = number;

const DAY_MINUTES = 24 * 60;

/** A day that stands for now. It comes last, whenever the world is seeded. */
export const TODAY = 10_000;

/** `at(3, '10:30')` is half past ten on the first Thursday, in the park's local time. */
export const at = (day: number, time: string): Moment => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return day * DAY_MINUTES + hours * 60 + minutes;
};

export const isToday = (moment: Moment): boolean => moment >= TODAY * DAY_MINUTES;

/** A day of the world in a body. The seeding replaces it by the date when it sends the request. */
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
  /** The talent that the persona `talent` is. */
  readonly self?: string;
  readonly path: string;
  readonly body?: object;
  /** The name of the journey that the new resource begins. */
  readonly correlation?: string;
  /** Names for later requests, each with the field of the answer that gives its value. */
  readonly keeps?: Readonly<Record<string, string>>;
  /** The names of what other services create because of this request. */
  readonly brings?: readonly string[];
  /** Other services follow this event, and the clock waits for them. */
  readonly echoes?: true;
}

/** Requests that follow each other. Different stories do not wait for each other. */
export interface Story {
  readonly name: string;
  readonly requests: readonly DemoRequest[];
}

/**
 * A step of work: when, the last segment of its path, its body, and the actor if it is not the
 * usual one.
 */
export type Work = readonly [
  day: number,
  time: string,
  action: string,
  body?: object,
  as?: Persona,
];
