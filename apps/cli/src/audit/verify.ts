import { labelled } from './draw-event';
import { type Ink, inkOf } from '../drawing/ink';
import { categories, Installation } from '../installation';
import { CannotAnswer, type ExitCode, FINDING, FINE, type Surroundings } from '../surroundings';
import { type VerifyAnswer, verifyAnswer } from './answers';

export interface VerifyOptions {
  readonly category?: string;
  readonly id?: string;
  readonly json?: true;
}

const MEANINGS: Readonly<Record<string, string>> = {
  'hash-mismatch': 'the stored event differs from what was written',
  'chain-broken': 'it names a previous event other than the stored one',
  'revision-gap': 'an event of its stream is missing before it, or exists twice',
  'position-gap': 'the event at that position is missing',
  'time-reversed': 'it was committed earlier than the event before it',
  unreadable: 'its content is not JSON, although its hash is right',
};

const together = (answers: readonly VerifyAnswer[]): VerifyAnswer => {
  const broken = answers.find(({ firstBroken }) => firstBroken)?.firstBroken;
  return {
    events: answers.reduce((sum, { events }) => sum + events, 0),
    ok: answers.every(({ ok }) => ok),
    ...(broken && { firstBroken: broken }),
  };
};

/** The result as text. */
const drawVerification = (
  { events, ok, firstBroken }: VerifyAnswer,
  ink: Ink,
): readonly string[] => {
  const count = `${events.toLocaleString('en')} event${events === 1 ? '' : 's'}`;
  if (ok) return [ink.good(`✓ ${count}: every hash, chain, position and time is correct.`)];
  if (!firstBroken) return [ink.bad(`✗ NOT WHOLE: ${count} checked.`)];
  const { service, position, stream, revision, kind } = firstBroken;
  const where =
    stream === undefined
      ? 'unknown, because the event is missing'
      : `${stream}, revision ${revision}`;
  const fields: readonly (readonly [string, string])[] = [
    ['kind', `${kind}: ${MEANINGS[kind] ?? 'unknown to this version'}`],
    ['event', where],
    ['checked', `${count} found whole`],
  ];
  return [
    ink.bad(`✗ BROKEN at position ${position} of ${service}`),
    ...labelled(fields, 76).map((line) => `  ${line}`),
  ];
};

/** Verifies every log, one category, or one resource. */
export const verify = async (
  surroundings: Surroundings,
  { category, id, json }: VerifyOptions,
): Promise<ExitCode> => {
  if (id !== undefined && category === undefined) throw new CannotAnswer('--id needs --category.');
  if (category !== undefined && !categories.includes(category)) {
    throw new CannotAnswer(`${category} is not one of ${categories.join(', ')}.`);
  }
  const installation = await Installation.find(surroundings);
  const body = { ...(category !== undefined && { category }), ...(id !== undefined && { id }) };
  const answer = together(await installation.ask(category, '/audit/verify', verifyAnswer, body));
  const { write, colour } = surroundings;
  if (json) write(`${JSON.stringify(answer, null, 2)}\n`);
  else write(`${drawVerification(answer, inkOf(colour)).join('\n')}\n`);
  return answer.ok ? FINE : FINDING;
};
