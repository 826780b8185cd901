import { findServiceOf } from '@talentloop/service-catalogue';
import { padded, spread, widthOf } from '../drawing/columns';
import { dayOf, lengthOf, momentOf, timeOf } from '../drawing/moments';
import { beside, drawEvent, labelled, MARGIN, type Sheet } from './draw-event';
import { type AsOf, type Step, stepsOf, type Story } from './story';
import { fieldsOf } from './values';

/** A gap is drawn taller for a longer time: its height grows at a minute, an hour and a day. */
const TALL_MS = [60_000, 3_600_000, 86_400_000];

/** What one resource of the category is called. */
const kindOf = (category: string): string =>
  findServiceOf(category)?.resources.find(({ path }) => path === category)?.kind ?? category;

const MORE_IN_A_STATE = 14;

const nameOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || !('full' in value)) return undefined;
  const native = 'native' in value && typeof value.native === 'string' ? ` ${value.native}` : '';
  return typeof value.full === 'string' ? `${value.full}${native}` : undefined;
};

const heading = (story: Story, { ink, width }: Sheet): readonly string[] => {
  const { category, id, items, now } = story;
  const { number, label, name, subject } = now.state;
  const called = [number, label, nameOf(name)].find((each) => typeof each === 'string') ?? id;
  const [first, last] = [items[0], items.at(-1)];
  const altered = items.filter(({ verified }) => !verified).length;
  const span = first && last ? `${momentOf(first.recordedAt)} – ${momentOf(last.recordedAt)}` : '';
  const sound = altered === 0 ? 'all verified' : `${altered} NOT VERIFIED`;
  return [
    ink.title(spread(`${kindOf(category)} ${called}`, now.status, width)),
    ...(typeof subject === 'string' ? [ink.quiet(spread(subject, '', width))] : []),
    ink.quiet(spread(`${span} (UTC+8)`, '', width)),
    (altered === 0 ? ink.good : ink.bad)(
      spread(`${items.length} events, ${sound}`, `${category}/${id}`, width),
    ),
    ink.quiet('─'.repeat(width)),
  ];
};

/** Draws the time that passed. A pause gets a heavy line and its reason. */
const gap = (ms: number, pause: string | undefined, { ink }: Sheet): readonly string[] => {
  const tall = TALL_MS.filter((each) => ms >= each).length;
  const rail = pause === undefined ? ink.quiet('┊') : ink.pause('║');
  if (tall === 0) return [beside(pause === undefined ? ink.quiet('│') : rail, '')];
  const words =
    pause === undefined ? ink.quiet(lengthOf(ms)) : ink.pause(`paused ${lengthOf(ms)}, ${pause}`);
  const blank = (count: number): readonly string[] =>
    Array.from({ length: count }, () => beside(rail, ''));
  const above = tall - 1;
  return [...blank(above), beside(rail, words), ...blank(above)];
};

const drawAsOf = ({ at, state }: AsOf, { ink, width }: Sheet): readonly string[] => {
  const revision = state ? `revision ${state.revision}` : 'not yet recorded';
  const words = `${timeOf(at)} ┿━ as recorded on ${dayOf(at)}, ${revision} `;
  const fields = state ? fieldsOf(state.state) : [];
  const lines = labelled(fields, width - MARGIN - 2);
  const shown =
    lines.length > MORE_IN_A_STATE ? [...lines.slice(0, MORE_IN_A_STATE - 1), '…'] : lines;
  return [
    ink.asOf(words + '━'.repeat(Math.max(0, width - widthOf(words)))),
    ...shown.map((line) => beside(ink.asOf('┃'), `  ${line}`)),
    ink.asOf(`${padded('', MARGIN - 2)}┿${'━'.repeat(width - MARGIN + 1)}`),
  ];
};

const between = (from: Step, to: string, sheet: Sheet, since = from.item.recordedAt) =>
  gap(Date.parse(to) - Date.parse(since), from.pause, sheet);

/**
 * Draws a resource's history as text: one block for the heading, and one block for each event. An
 * event's block begins with the time that passed before it, the day if it is a new one, and the
 * requested moment.
 */
export const drawTimeline = (story: Story, sheet: Sheet): readonly (readonly string[])[] => {
  const { asOf } = story;
  const steps = stepsOf(story);
  const blocks = steps.map((step, i) => {
    const previous = steps[i - 1];
    const at = step.item.recordedAt;
    const isHere = asOf !== undefined && step.later && previous?.later !== true;
    const moment = isHere ? drawAsOf(asOf, sheet) : [];
    const passed = !previous
      ? moment
      : isHere
        ? [
            ...between(previous, asOf.at, sheet),
            ...moment,
            ...between(previous, at, sheet, asOf.at),
          ]
        : between(previous, at, sheet);
    const isNewDay = !previous || dayOf(previous.item.recordedAt) !== dayOf(at);
    const day = isNewDay ? [sheet.ink.title(dayOf(at))] : [];
    return [...passed, ...day, ...drawEvent(step, sheet)];
  });
  const last = steps.at(-1);
  const isAfterAll = asOf !== undefined && last !== undefined && !last.later;
  const end = isAfterAll ? [...between(last, asOf.at, sheet), ...drawAsOf(asOf, sheet)] : [];
  return [heading(story, sheet), ...blocks, ...(end.length > 0 ? [end] : [])];
};
