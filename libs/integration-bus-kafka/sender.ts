import type { BusMessage } from '@talentloop/integration-bus';
import { grouped } from '@talentloop/projections';
import { Partitioners, type Producer } from 'kafkajs';
import { type Client, type ClientOptions, mayPass, openClient, within } from './connection';
import { chunksOf, toKafka } from './wire-form';

export interface SenderOptions extends ClientOptions {
  /** A send is given up after this long. */
  readonly sendMsMax: number;
  readonly onFatal: (error: Error) => void;
}

interface Open {
  readonly client: Client;
  readonly producer: Producer;
}

/**
 * An idempotent producer that is never used again after a failure: kafkajs sends without idempotence
 * after a failed connect, and a sequence number whose batch may or may not have been written must
 * not be given to another batch. What was sent twice by this, consumers know by its id.
 */
export class Sender {
  private opened: Open | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SenderOptions) {}

  /** Resolves when every in-sync replica has the messages. Sends go one after another. */
  send(messages: readonly BusMessage[]): Promise<void> {
    const turn = this.turn.then(() => this.sendInTurn(messages));
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await this.turn;
    await this.discard();
  }

  private async sendInTurn(messages: readonly BusMessage[]): Promise<void> {
    const { sendMsMax } = this.options;
    try {
      const producer = await within(this.connected(), sendMsMax, 'connecting to Kafka');
      for (const chunk of chunksOf(messages)) {
        await within(write(producer, chunk), sendMsMax, 'sending to Kafka');
      }
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  private async connected(): Promise<Producer> {
    if (this.opened) return this.opened.producer;
    const client = openClient(this.options);
    const producer = client.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    const open = { client, producer };
    this.opened = open;
    try {
      await producer.connect();
    } catch (error) {
      // Given up meanwhile, it fails for want of brokers, which is no news.
      if (this.opened === open && error instanceof Error && !mayPass(error)) {
        this.options.onFatal(error);
      }
      throw error;
    }
    return producer;
  }

  private async discard(): Promise<void> {
    const open = this.opened;
    this.opened = undefined;
    open?.client.giveUp();
    await open?.producer.disconnect().catch(() => undefined);
  }
}

const write = async (producer: Producer, chunk: readonly BusMessage[]): Promise<void> => {
  await producer.sendBatch({
    acks: -1,
    topicMessages: [...grouped(chunk, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
      topic,
      messages: ofTopic.map(toKafka),
    })),
  });
};
