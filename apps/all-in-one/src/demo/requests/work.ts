import type { Persona } from '@talentloop/access';
import { at, type DemoRequest, onDay, type Story, type Work } from '../story';
import type { CaseFacts, Centre, EnquiryFacts, HomeFacts, PersonFacts } from '../world/facts';
import { workers } from './people';

interface Subject {
  /** Such as `/cases/{case:…}`. */
  readonly path: string;
  /** Later steps refer to added parts by this name: `{task:<name>/1}`. */
  readonly name: string;
  readonly about?: string;
  readonly usual: (action: string) => Persona;
}

/** Gives parts names, counted from 1, so that later steps can refer to them. */
const keepsOf = (name: string, action: string, before: readonly Work[]) => {
  if (action !== 'tasks') return {};
  const count = before.filter(([, , former]) => former === action).length;
  return { keeps: { [`task:${name}/${count + 1}`]: 'taskId' } };
};

/** Events that other services follow. */
const ECHOES: ReadonlySet<string> = new Set([
  'resolve',
  'close',
  'cancel',
  'reopen',
  'accept-transfer',
  'waitlist',
  'offer',
  'accept',
  'decline',
  'refuse',
  'withdraw',
  'check-in',
  'check-out',
  'no-show',
  'extend',
  'submit',
]);

const requestsOf = (work: readonly Work[], subject: Subject): readonly DemoRequest[] =>
  work.map(([day, time, action, body, as = subject.usual(action)], index) => ({
    at: at(day, time),
    as,
    path: `${subject.path}/${action}`,
    ...(body && { body }),
    ...(ECHOES.has(action) && { echoes: true }),
    ...(as === 'talent' && subject.about !== undefined && { self: subject.about }),
    ...keepsOf(subject.name, action, work.slice(0, index)),
  }));

const onCases = (centre: Centre) => (action: string) =>
  action === 'assign' ? workers[centre].supervisor : workers[centre].worker;

/** Work on a case that a person's registration or approval opened. */
export const caseStory = ({ of, centre, type, work }: CaseFacts): Story => {
  const name = `${of}/${type}`;
  const path = `/cases/{case:${name}}`;
  return {
    name: `case ${name}`,
    requests: requestsOf(work, { path, name, about: of, usual: onCases(centre) }),
  };
};

/** A case that a caseworker opens, and the work on it. */
export const enquiryStory = (enquiry: EnquiryFacts): Story => {
  const { key, about, opened, work, ...facts } = enquiry;
  const usual = onCases(facts.centre);
  const subject = { path: `/cases/{case:${key}}`, name: key, usual };
  return {
    name: `enquiry ${key}`,
    requests: [
      {
        at: at(...opened),
        as: usual('open'),
        path: '/cases',
        body: { ...facts, ...(about !== undefined && { talentId: `{person:${about}}` }) },
        // A case about a person belongs to that person's journey. Any other case begins a journey
        // of its own.
        ...(about === undefined && { correlation: `enquiry ${key}` }),
        keeps: { [`case:${key}`]: 'id' },
        echoes: true,
      },
      ...requestsOf(work, { ...subject, ...(about !== undefined && { about }) }),
    ],
  };
};

const PEOPLE_DO: ReadonlySet<string> = new Set(['submit', 'accept', 'decline', 'withdraw']);

/**
 * A request for accommodation: one that the person made directly, or the one that the approval
 * opened.
 */
export const homeStory = (
  { of, asked, work }: HomeFacts,
  portal: NonNullable<PersonFacts['portal']>,
): Story => {
  const usual = (action: string): Persona => (PEOPLE_DO.has(action) ? portal : 'housing-officer');
  const subject = { path: `/accommodation-requests/{home:${of}}`, name: of, usual };
  const steps = requestsOf(work, subject);
  if (!asked) return { name: `home ${of}`, requests: steps };
  const { at: when, from, to, ...wish } = asked;
  return {
    name: `home ${of}`,
    requests: [
      {
        at: at(...when),
        as: portal,
        path: '/accommodation-requests',
        body: { talentId: `{person:${of}}`, ...wish, from: onDay(from), to: onDay(to) },
        keeps: { [`home:${of}`]: 'id' },
      },
      ...steps,
    ],
  };
};
