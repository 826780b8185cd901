import { fitted, wrapped } from '../drawing/columns';
import type { Ink } from '../drawing/ink';
import type { Branch } from './proof';
import type { Step } from './stage';

const INDENT = '    ';
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Shortens ids, which distract the reader. The beginning of an id is enough to recognise it. */
const shortened = (text: string): string => text.replace(ID, (id) => `${id.slice(0, 8)}…`);

const BODY_LINES_MAX = 3;

/** As much of a body as shows what it is. */
const drawBody = (body: object | undefined, width: number): readonly string[] => {
  if (!body) return [];
  const text = JSON.stringify(body, null, 1).replace(/\s*\n\s*/g, ' ');
  const lines = wrapped(shortened(text), width);
  if (lines.length <= BODY_LINES_MAX) return lines;
  const [last = '', ...before] = lines.slice(0, BODY_LINES_MAX).toReversed();
  return [...before.toReversed(), fitted(`${last} …`, width)];
};

/**
 * Draws one step: what happens, the request and who sent it, the answer, and what followed in other
 * services.
 */
export const drawStep = (
  { title, exchange, essence, elsewhere }: Step,
  number: number,
  { ink, width }: { readonly ink: Ink; readonly width: number },
): readonly string[] => {
  const { who, method, path, body, status } = exchange;
  const room = width - INDENT.length;
  const request = fitted(`${method} ${shortened(path)}`, room);
  const answered = `${status} ${shortened(essence)}`;
  const paint = status < 300 ? ink.good : ink.pause;
  return [
    '',
    `${String(number).padStart(2)}  ${ink.title(title)}`,
    `${INDENT}${ink.event(request)} ${ink.quiet(`as ${who}`)}`,
    ...drawBody(body, room - 2).map((line) => `${INDENT}  ${ink.quiet(line)}`),
    ...wrapped(answered, room).map((line) => `${INDENT}${paint(line)}`),
    ...elsewhere
      .flatMap((text) => wrapped(`↳ ${shortened(text)}`, room))
      .map((line) => `${INDENT}${ink.decision(line)}`),
  ];
};

const words = (type: string): string => {
  const text = type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
};

const actorOf = ({ actor }: Branch): string => shortened(actor.id);

/** Draws the journey as a tree of causes and effects, with who did what in which service. */
export const drawTree = (branches: readonly Branch[], ink: Ink, lead = ''): readonly string[] =>
  branches.flatMap((branch, index) => {
    const isLast = index === branches.length - 1;
    const line = `${lead}${isLast ? '└─' : '├─'} ${words(branch.type)}`;
    const by = ink.quiet(`${branch.service}, ${actorOf(branch)}`);
    return [`${line}  ${by}`, ...drawTree(branch.caused, ink, `${lead}${isLast ? '   ' : '│  '}`)];
  });
