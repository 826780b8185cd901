import { fitted, padded, spread, widthOf, wrapped } from '../drawing/columns';
import type { Ink } from '../drawing/ink';
import { momentOf, timeOf } from '../drawing/moments';
import type { HistoryItem } from './answers';
import type { Step } from './story';
import { inWords, isShown } from './values';

/** The column at which text begins, after the time, a blank, the rail and a blank. */
export const MARGIN = 11;
const INDENT = ' '.repeat(9);
const LABEL_MAX = 22;
const LINES_MAX = 12;
const LINES_PER_FIELD = 3;

export interface Sheet {
  readonly ink: Ink;
  /** The number of columns of the terminal. */
  readonly width: number;
}

/** The rail and a line of text beside it. */
export const beside = (rail: string, words: string): string =>
  `${INDENT}${rail} ${words}`.trimEnd();

/** `CaseOpened` → `Case opened` */
const titleOf = (type: string): string =>
  type.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const markOf = ({ item, later, pause, before, after }: Step): string => {
  if (!item.verified) return '✗';
  if (item.policy) return later ? '◇' : '◆';
  if (pause !== undefined && before !== after) return later ? '▯' : '▮';
  return later ? '○' : '●';
};

const whoOf = ({ item: { actor, causationId }, causedBy }: Step): string => {
  const { id, roles, centre, client } = actor;
  const where = centre ?? (client === id ? undefined : client);
  const role = roles.filter((each) => each !== id).join(' and ');
  const who = `${id}${role && `, ${role}`}${where === undefined ? '' : ` at ${where}`}`;
  if (!causationId) return who;
  const cause = causedBy === undefined ? 'an event elsewhere' : `revision ${causedBy}`;
  return `${who}, following ${cause}`;
};

const statusOf = ({ before, after }: Step): string => {
  if (after === undefined || before === after) return '';
  return before === undefined ? after : `${before} → ${after}`;
};

const ruleOf = ({ policy }: HistoryItem): string | undefined => {
  if (!policy) return undefined;
  const { name, version, fired, outcome } = policy;
  const rules = fired.length === 0 ? 'no rule fired' : `fired ${fired.join(', ')}`;
  return `rule ${name} ${version}: ${rules} ⇒ ${outcome}`;
};

const warningsOf = ({ verified, unreadable }: HistoryItem): readonly string[] => [
  ...(verified ? [] : ['NOT VERIFIED: the stored event differs from what was written']),
  ...(unreadable === undefined ? [] : [`cannot be read: ${unreadable}`]),
];

/**
 * `label   text`, with the text wrapped beside the label. A text that is too long ends with `…`.
 */
export const labelled = (
  fields: readonly (readonly [string, string])[],
  width: number,
): readonly string[] => {
  const column = Math.min(LABEL_MAX, Math.max(...fields.map(([label]) => widthOf(label)), 0)) + 2;
  return fields.flatMap(([label, words]) => {
    const lines = wrapped(words, width - column);
    const shown = lines.slice(0, LINES_PER_FIELD);
    const last = shown.length - 1;
    if (lines.length > shown.length) shown[last] = fitted(`${shown[last]} …`, width - column);
    const [first = '', ...rest] = shown;
    const head =
      widthOf(label) > LABEL_MAX
        ? [label, ...(first === '' ? [] : [padded('', column) + first])]
        : [padded(label, column) + first];
    return [...head, ...rest.map((line) => padded('', column) + line)];
  });
};

const changesOf = ({ changes }: HistoryItem, width: number): readonly string[] => {
  const shown = changes
    .filter(({ field, before, after }) => isShown(field) && field !== 'status' && before !== after)
    .map(({ field, before, after }): [string, string] => {
      const [from, to] = [inWords(before), inWords(after)];
      return [field, from === '–' ? to : `${from} → ${to}`];
    })
    .filter(([, words]) => words !== '–');
  const lines = labelled(shown, width);
  if (lines.length <= LINES_MAX) return lines;
  return [...lines.slice(0, LINES_MAX - 1), `… and more: --json shows everything`];
};

/** Draws one event: when, what, who, why, by which rule, and what it changed. */
export const drawEvent = (step: Step, { ink, width }: Sheet): readonly string[] => {
  const { item, later } = step;
  const room = width - MARGIN;
  const calm = later ? ink.quiet : (text: string) => text;
  const colour = !item.verified
    ? ink.bad
    : item.policy
      ? ink.decision
      : step.pause === undefined
        ? ink.event
        : ink.pause;
  const body = (paint: (text: string) => string, lines: readonly string[]): readonly string[] =>
    lines.map((line) => beside(ink.quiet('│'), later ? ink.quiet(line) : paint(line)));
  const headline = spread(titleOf(item.type), statusOf(step), room);
  const rule = ruleOf(item);
  const since =
    item.effectiveAt === undefined ? [] : [`in effect since ${momentOf(item.effectiveAt)}`];
  return [
    [
      calm(timeOf(item.recordedAt)),
      colour(markOf(step)),
      (later ? ink.quiet : ink.title)(headline),
    ].join(' '),
    ...body(ink.quiet, [spread(whoOf(step), `revision ${item.revision}`, room)]),
    ...body(
      ink.bad,
      warningsOf(item).flatMap((warning) => wrapped(warning, room)),
    ),
    ...body(calm, item.reason === undefined ? [] : wrapped(`“${item.reason}”`, room)),
    ...body(ink.decision, rule === undefined ? [] : wrapped(rule, room)),
    ...body(ink.pause, since),
    ...body(
      calm,
      changesOf(item, room - 2).map((line) => `  ${line}`),
    ),
  ];
};
