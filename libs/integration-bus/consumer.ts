import type { Contract, Consumes } from './contract';
import { Effects, type EffectsOptions, type Settled } from './effects';
import { prepareConsumerTables } from './consumer-tables';
import { ConsumedSequences, type RefusedEffect, type Sequences } from './consumed-sequences';
import { type Judgement, judgeMessage } from './judge-message';
import type { DeliveredMessage, MessageBus, Subscription } from './message-bus';
import { type ParkedMessage, ParkedMessages } from './parked-messages';
import { Redrive } from './redrive';
import { grouped, inParallel, pause, silent, withClient } from '@talentloop/log-following';
import type { Pool } from 'pg';

export interface ConsumerOptions extends Pick<
  EffectsOptions,
  'execute' | 'retriedRefusals' | 'log'
> {
  readonly consumes: Consumes;
  /** Every contract of the published language. The consumer parks a message of any other type. */
  readonly known: readonly Pick<Contract, 'name' | 'version'>[];
  readonly bus: MessageBus;
  readonly pool: Pool;
  /** The schema of the consuming service. */
  readonly schema: string;
  /** The largest message; 1 MiB by default. */
  readonly bytesMax?: number;
  /** How many keys of a batch the consumer handles at the same time; 64 by default. */
  readonly concurrency?: number;
}

/**
 * The result of a redrive or a discard. `gone` means that the message is not parked, or no longer.
 */
export type RedriveOutcome = 'done' | 'parked-again' | 'gone';

const LOOK_FOR_DUE_MS = 200;

/** The effects of many keys share commits, so many keys cost little more than a few. */
const KEYS_AT_ONCE = 64;

/**
 * Turns the contracts that a service listens to into its own commands, each effect once. It
 * validates a message, drops it if it was handled before, executes the commands, records the
 * sequence, and only then lets the bus move on. It parks a message that it cannot handle; later
 * messages of that key then wait, and other keys continue.
 */
export class Consumer {
  readonly name: string;
  private readonly sequences: ConsumedSequences;
  private readonly parked: ParkedMessages;
  private readonly effects: Effects;
  private readonly redriver: Redrive;
  private readonly stopping = new AbortController();
  private prepared: Promise<void> | undefined;
  private subscription: Promise<Subscription> | undefined;
  private retrying: Promise<void> | undefined;

  constructor(private readonly options: ConsumerOptions) {
    const { consumes, pool, schema, execute } = options;
    this.name = consumes.consumer;
    this.sequences = new ConsumedSequences(schema, this.name);
    this.parked = new ParkedMessages(pool, schema, this.name);
    const { retriedRefusals = [], log = silent } = options;
    this.effects = new Effects({ consumer: this.name, execute, retriedRefusals, log });
    this.redriver = new Redrive({
      pool,
      parked: this.parked,
      sequences: this.sequences,
      effects: this.effects,
      judge: (delivered) => this.judge(delivered),
    });
  }

  /** The name of the consumer group, `talentloop.<consumer>`. */
  get group(): string {
    return `talentloop.${this.name}`;
  }

  /** Creates the consumer's tables and joins its group. */
  async start(): Promise<void> {
    await this.prepare();
    const topics = new Set(this.options.consumes.reactions.map(({ contract }) => contract.topic));
    this.subscription ??= this.options.bus.consume(this.group, [...topics].sort(), (batch) =>
      this.handle(batch),
    );
    try {
      await this.subscription;
    } catch (error) {
      this.subscription = undefined;
      throw error;
    }
    this.retrying ??= this.retry();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await (await this.subscription)?.stop();
    await this.retrying;
  }

  /**
   * The parked messages that an operator must look at. Works whether or not this process consumes.
   */
  async listParked(page?: { limit?: number }): Promise<readonly ParkedMessage[]> {
    await this.prepare();
    return this.parked.list(page);
  }

  /**
   * Tries a parked message again, and then the messages that wait behind it. Works once per
   * message.
   */
  async redrive(id: string): Promise<RedriveOutcome> {
    await this.prepare();
    return this.redriver.redrive(id);
  }

  /** Gives a parked message up and lets its key continue. The caller records the reason. */
  async discard(id: string): Promise<RedriveOutcome> {
    await this.prepare();
    return this.redriver.discard(id);
  }

  /**
   * Handles one batch of the bus. Public for the tests of adapters. Rejects if the bus must deliver
   * the batch again.
   */
  async handle(batch: readonly DeliveredMessage[]): Promise<void> {
    const judged = batch
      .map((delivered) => ({ delivered, judgement: this.judge(delivered) }))
      .filter(({ judgement }) => judgement.verdict !== 'ignore');
    if (judged.length === 0) return;
    const messages = judged.flatMap(({ judgement }) =>
      judgement.verdict === 'react' ? [judgement.message] : [],
    );
    const { sequences, waiting } = await withClient(this.options.pool, async (client) => ({
      sequences: await this.sequences.load(client, messages),
      waiting: await this.parked.waitingKeys(
        client,
        judged.map(({ delivered }) => delivered),
      ),
    }));
    const refusals: RefusedEffect[] = [];
    const byKey = grouped(judged, ({ delivered }) => `${delivered.topic}\n${delivered.key}`);
    try {
      await inParallel(
        [...byKey],
        this.options.concurrency ?? KEYS_AT_ONCE,
        async ([key, ofKey]) => {
          let waits = waiting.has(key);
          for (const { delivered, judgement } of ofKey) {
            waits = await this.settle(delivered, judgement, { waits, sequences, refusals });
          }
        },
      );
    } finally {
      // If one key failed, this records what was done for other keys, so that it is not done again.
      await this.save(sequences, refusals);
    }
  }

  /**
   * Saves without waiting for the disk. If PostgreSQL crashes and loses this, it also loses the
   * offset, which the bus writes later. Then the messages come again under the same ids.
   */
  private save(sequences: Sequences, refusals: readonly RefusedEffect[]): Promise<void> {
    return withClient(this.options.pool, (client) =>
      this.sequences.save(client, sequences, refusals, { durable: false }),
    );
  }

  /** Handles or parks one message. Returns whether later messages of its key must wait. */
  private async settle(
    delivered: DeliveredMessage,
    judgement: Judgement,
    {
      waits,
      sequences,
      refusals,
    }: { waits: boolean; sequences: Sequences; refusals: RefusedEffect[] },
  ): Promise<boolean> {
    if (judgement.verdict === 'ignore') return waits;
    if (judgement.verdict === 'react' && sequences.isStale(judgement.message)) return waits;
    if (waits) {
      await this.parked.park(delivered);
      return true;
    }
    const settled: Settled =
      judgement.verdict === 'poison'
        ? { poison: judgement.poison }
        : await this.effects.run(judgement.message, judgement.reaction);
    if ('poison' in settled) return this.parked.park(delivered, settled.poison);
    if (judgement.verdict === 'react') sequences.note(judgement.message);
    refusals.push(...settled.refusals);
    return false;
  }

  private judge(delivered: DeliveredMessage): Judgement {
    const { consumes, known, bytesMax = 1_048_576 } = this.options;
    return judgeMessage(delivered, { reactions: consumes.reactions, known, bytesMax });
  }

  /** Retries messages that failed for a reason that may pass, and those that waited behind them. */
  private async retry(): Promise<void> {
    const { log = silent } = this.options;
    while (!this.stopping.signal.aborted) {
      try {
        for (const { topic, key } of await this.parked.dueKeys()) {
          await this.redriver.goOn(topic, key);
        }
      } catch (error) {
        log.warn(
          { consumer: this.name, error: String(error) },
          'parked messages could not be retried; trying again',
        );
      }
      await pause(LOOK_FOR_DUE_MS, this.stopping.signal);
    }
  }

  private prepare(): Promise<void> {
    const { pool, schema } = this.options;
    this.prepared ??= prepareConsumerTables(pool, schema).catch((error: unknown) => {
      this.prepared = undefined;
      throw error;
    });
    return this.prepared;
  }
}
