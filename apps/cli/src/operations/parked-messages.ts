import type { Command } from 'commander';
import { z } from 'zod';
import { fitted } from '../drawing/columns';
import { type Ink, inkOf } from '../drawing/ink';
import { momentOf } from '../drawing/moments';
import { Installation } from '../installation';
import { CannotAnswer, type ExitCode, FINDING, FINE, type Surroundings } from '../surroundings';

const parkedItem = z.looseObject({
  id: z.string(),
  consumer: z.string(),
  topic: z.string(),
  partition: z.int(),
  offset: z.string(),
  key: z.string(),
  type: z.string().nullable(),
  cause: z.string(),
  detail: z.string(),
  parkedAt: z.string(),
});
type ParkedItem = z.infer<typeof parkedItem>;

/** `GET /parked-messages` */
const parkedAnswer = z.looseObject({ items: z.array(parkedItem) });

/** `POST /parked-messages/:id/redrive | discard` */
const settledAnswer = z.looseObject({ id: z.string() });

interface ListOptions {
  readonly json?: true;
}

/**
 * Draws what waits for an operator: the message, why the consumer could not handle it, and since
 * when.
 */
const drawParked = (items: readonly ParkedItem[], ink: Ink, columns: number): readonly string[] =>
  items.length === 0
    ? [`${ink.good('✓')} No message is parked.`]
    : items.flatMap(({ id, consumer, topic, partition, offset, key, type, ...why }) => [
        `${ink.bad('✗')} ${ink.title(id)}  ${ink.quiet(momentOf(why.parkedAt))}`,
        fitted(`    ${type ?? 'without a type'}, from ${topic} ${partition}/${offset}`, columns),
        fitted(`    for ${consumer}; key ${key} waits`, columns),
        fitted(`    ${why.cause}: ${why.detail}`, columns),
      ]);

const parkedIn = async (installation: Installation): Promise<readonly ParkedItem[]> =>
  (await installation.everywhere('GET', '/parked-messages', parkedAnswer)).flatMap(
    ({ items }) => items,
  );

/** Lists the parked messages. If there are any, that is a finding. */
const list = async (surroundings: Surroundings, { json }: ListOptions): Promise<ExitCode> => {
  const { write, colour, columns } = surroundings;
  const items = await parkedIn(await Installation.find(surroundings));
  if (json) write(`${JSON.stringify({ items }, null, 2)}\n`);
  else write(`${drawParked(items, inkOf(colour), columns).join('\n')}\n`);
  return items.length > 0 ? FINDING : FINE;
};

/** @throws CannotAnswer for a message that is not parked. */
const settle = async (
  installation: Installation,
  id: string,
  body: { readonly act: 'redrive' | 'discard'; readonly reason?: string },
): Promise<void> => {
  const { act, ...about } = body;
  const path = `/parked-messages/${encodeURIComponent(id)}/${act}`;
  const answers = await installation.everywhere('POST', path, settledAnswer, about);
  if (answers.length === 0) throw new CannotAnswer(`${id} is not parked.`);
};

/** Tries messages again, each once. If one fails again, that is a finding. */
const redrive = async (surroundings: Surroundings, given: readonly string[]): Promise<ExitCode> => {
  const { write, colour } = surroundings;
  const ink = inkOf(colour);
  const installation = await Installation.find(surroundings, 'operator');
  const isParked = async (id: string): Promise<boolean> =>
    (await parkedIn(installation)).some((item) => item.id === id);
  let failed = 0;
  for (const id of given) {
    try {
      await settle(installation, id, { act: 'redrive' });
      write(`${ink.good('✓')} ${id} was handled; the messages behind it continue\n`);
    } catch (error) {
      if (!(error instanceof CannotAnswer) || !(await isParked(id))) throw error;
      failed += 1;
      write(`${ink.bad('✗')} ${id} failed again and stays parked\n`);
    }
  }
  return failed > 0 ? FINDING : FINE;
};

/** Gives a message up, so that its key continues. */
const discard = async (
  surroundings: Surroundings,
  id: string,
  reason: string,
): Promise<ExitCode> => {
  const { write, colour } = surroundings;
  const installation = await Installation.find(surroundings, 'operator');
  await settle(installation, id, { act: 'discard', reason });
  write(`${inkOf(colour).good('✓')} ${id} was discarded; its key continues\n`);
  return FINE;
};

/** `talentloop parked-messages …` */
export const addParkedMessages = (
  program: Command,
  surroundings: Surroundings,
  outcome: { code: ExitCode },
): void => {
  const group = program
    .command('parked-messages')
    .description('list the messages from other services that could not be handled')
    .option('--json', 'print one JSON document')
    .action(async (options: ListOptions) => {
      outcome.code = await list(surroundings, options);
    });
  group
    .command('redrive')
    .description('try parked messages again, and the messages that wait behind them')
    .argument('<id...>', 'ids of parked messages')
    .action(async (ids: readonly string[]) => {
      outcome.code = await redrive(surroundings, ids);
    });
  group
    .command('discard')
    .description('give a parked message up, so that later messages of its key continue')
    .argument('<id>', 'id of the parked message')
    .requiredOption('--reason <text>', 'the reason, which the service writes to its log')
    .action(async (id: string, { reason }: { reason: string }) => {
      outcome.code = await discard(surroundings, id, reason);
    });
};
