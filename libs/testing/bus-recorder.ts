import { type ProcessCommand, type Receipt, type Rejection } from '@talentloop/event-sourcing';
import {
  type BusMessage,
  Consumer,
  defineContract,
  type IntegrationMessage,
  type MessageBus,
  sequenceOf,
  toWire,
  when,
} from '@talentloop/integration-bus';
import type { EffectContext } from '@talentloop/processes';
import type { Pool } from 'pg';
import { z } from 'zod';
import { AT } from './given-when-then';

/** The published language of the suite: something was counted. */
export const counted = (topic: string) =>
  defineContract({
    name: 'tally.counted',
    version: 1,
    topic,
    schema: z.object({ client: z.string().optional(), centre: z.string(), count: z.int() }),
  });

/** A known contract to which no consumer here listens. */
export const audited = (topic: string) =>
  defineContract({ ...counted(topic), name: 'tally.audited' });

/** The message that `key` counted to `count`. */
const countedMessage = (topic: string, key: string, count: number): IntegrationMessage => ({
  id: `${key}:${count}`,
  type: 'talentloop.tally.counted.v1',
  source: '/spec',
  topic,
  subject: key,
  sequence: sequenceOf(count),
  time: AT,
  centre: 'LOOP',
  correlationId: `journey-of-${key}`,
  causationId: `${key}@${count}`,
  data: { centre: 'LOOP', count } as IntegrationMessage['data'],
});

export const wire = (topic: string, key: string, count: number): BusMessage =>
  toWire(countedMessage(topic, key, count));

const receipt: Receipt = {
  stream: 'tally-x',
  id: 'x',
  revision: 0,
  position: 1,
  correlationId: '',
  changed: true,
  events: [],
};

/** What a consumer's commands did, with the memory for command ids that a real log has. */
export class Recorder {
  /** Effects in the order they happened, each once: `key count`. */
  readonly effects: string[] = [];
  readonly contexts: EffectContext[] = [];
  /** Every call, repetitions included. */
  calls = 0;
  /** Called before each effect; what it throws or refuses is the answer. */
  before: (effect: string) => Rejection | undefined | Promise<Rejection | undefined> = () =>
    undefined;
  private readonly done = new Set<string>();

  readonly execute = async (
    { id, command }: ProcessCommand,
    context: EffectContext,
  ): Promise<Receipt | Rejection> => {
    this.calls += 1;
    const effect = `${id} ${command.type}`;
    const refusal = await this.before(effect);
    if (refusal) return refusal;
    if (!this.done.has(context.commandId)) {
      this.done.add(context.commandId);
      this.effects.push(effect);
      this.contexts.push(context);
    }
    return receipt;
  };

  of(key: string): readonly string[] {
    return this.effects.filter((effect) => effect.startsWith(`${key} `));
  }
}

/** A consumer that gives one command for each count. */
export const countingConsumer = (
  { bus, pool, schema }: { bus: MessageBus; pool: Pool; schema: string },
  topic: string,
  recorder: Recorder,
): Consumer =>
  new Consumer({
    bus,
    pool,
    schema,
    execute: recorder.execute,
    retriedRefusals: ['not-known'],
    known: [counted(topic), audited(topic)],
    bytesMax: 10_000,
    consumes: {
      consumer: schema,
      reactions: [
        when(counted(topic), ({ count }, { subject }) => [
          { category: 'tally', id: subject, command: { type: String(count), data: {} } },
        ]),
      ],
    },
  });
