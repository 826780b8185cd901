import { inTransaction } from '@talentloop/log-following';
import type { Pool, PoolClient } from 'pg';
import { envelopeFrom } from './cloud-event';
import type { ConsumedSequences } from './consumed-sequences';
import type { Effects, Settled } from './effects';
import type { Judgement } from './judge-message';
import type { DeliveredMessage } from './message-bus';
import type { ParkedDelivery, ParkedMessages } from './parked-messages';

export interface RedriveOptions {
  readonly pool: Pool;
  readonly parked: ParkedMessages;
  readonly sequences: ConsumedSequences;
  readonly effects: Effects;
  readonly judge: (delivered: DeliveredMessage) => Judgement;
}

type Step = 'done' | 'parked-again' | 'nothing';

/** Tries parked messages again, each key in order. One process at a time works on a key. */
export class Redrive {
  constructor(private readonly options: RedriveOptions) {}

  async redrive(id: string): Promise<'done' | 'parked-again' | 'gone'> {
    return this.withHead(id, (client, head) => this.attempt(client, head));
  }

  async discard(id: string): Promise<'done' | 'parked-again' | 'gone'> {
    return this.withHead(id, async (client, head) => {
      await this.remember(client, head.delivered, { refusals: [] });
      await this.options.parked.settle(client, head.id, 'discarded');
      return 'done';
    });
  }

  /** Handles the messages of the key in order, until one fails or none is left. */
  async goOn(topic: string, key: string): Promise<void> {
    const { pool, parked } = this.options;
    for (let step: Step = 'done'; step === 'done';) {
      step = await inTransaction(pool, async (client) => {
        const head = await parked.lockHead(client, { topic, key });
        return head ? this.attempt(client, head) : 'nothing';
      });
    }
  }

  private async withHead(
    id: string,
    act: (client: PoolClient, head: ParkedDelivery) => Promise<Step>,
  ): Promise<'done' | 'parked-again' | 'gone'> {
    const { pool, parked } = this.options;
    const found = await parked.find(id);
    if (!found) return 'gone';
    const step = await inTransaction(pool, async (client) => {
      const head = await parked.lockHead(client, { ...found, id });
      return head ? act(client, head) : 'nothing';
    });
    if (step === 'done') await this.goOn(found.topic, found.key);
    return step === 'nothing' ? 'gone' : step;
  }

  private async attempt(client: PoolClient, head: ParkedDelivery): Promise<Step> {
    const { parked, effects, judge } = this.options;
    const judgement = judge(head.delivered);
    const settled = await this.settledOf(client, judgement, effects);
    if ('poison' in settled) {
      await parked.postpone(client, head, settled.poison);
      return 'parked-again';
    }
    await this.remember(client, head.delivered, settled);
    await parked.settle(client, head.id, 'redriven');
    return 'done';
  }

  private async settledOf(
    client: PoolClient,
    judgement: Judgement,
    effects: Effects,
  ): Promise<Settled> {
    if (judgement.verdict === 'poison') return judgement;
    if (judgement.verdict === 'ignore') return { refusals: [] };
    const sequences = await this.options.sequences.load(client, [judgement.message]);
    if (sequences.isStale(judgement.message)) return { refusals: [] };
    return effects.run(judgement.message, judgement.reaction);
  }

  /** Records the message's sequence, so that the consumer recognises a later copy. */
  private async remember(
    client: PoolClient,
    delivered: DeliveredMessage,
    settled: Extract<Settled, { refusals: unknown }>,
  ): Promise<void> {
    const envelope = envelopeFrom(delivered);
    if ('malformed' in envelope) return;
    const sequences = await this.options.sequences.load(client, [envelope]);
    if (!sequences.isStale(envelope)) sequences.note(envelope);
    await this.options.sequences.save(client, sequences, settled.refusals);
  }
}
