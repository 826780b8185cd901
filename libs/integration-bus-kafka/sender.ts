import type { BusMessage } from '@talentloop/integration-bus';
import { grouped } from '@talentloop/log-following';
import { type ICustomPartitioner, Partitioners, type Producer } from 'kafkajs';
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
  /** Where the partitioner has put the messages of the batch at hand, as `topic/partition`. */
  readonly chosen: Set<string>;
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
      const open = await within(this.connected(), sendMsMax, 'connecting to Kafka');
      for (const chunk of chunksOf(messages)) {
        await within(write(open, chunk), sendMsMax, 'sending to Kafka');
      }
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  private async connected(): Promise<Open> {
    if (this.opened) return this.opened;
    const client = openClient(this.options);
    const chosen = new Set<string>();
    const producer = client.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: () => noting(chosen),
    });
    const open = { client, producer, chosen };
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
    return open;
  }

  private async discard(): Promise<void> {
    const open = this.opened;
    this.opened = undefined;
    open?.client.giveUp();
    await open?.producer.disconnect().catch(() => undefined);
  }
}

const noting = (chosen: Set<string>): ReturnType<ICustomPartitioner> => {
  const choose = Partitioners.DefaultPartitioner();
  return (about) => {
    const partition = choose(about);
    chosen.add(`${about.topic}/${partition}`);
    return partition;
  };
};

/**
 * kafkajs tries again by broker, not by partition: when a broker ends and one that has answered
 * already takes over a partition of it, the messages for that partition are never sent, and the send
 * succeeds all the same. So every partition must be among the answers.
 */
const write = async ({ producer, chosen }: Open, chunk: readonly BusMessage[]): Promise<void> => {
  chosen.clear();
  const answers = await producer.sendBatch({
    acks: -1,
    topicMessages: [...grouped(chunk, ({ topic }) => topic)].map(([topic, ofTopic]) => ({
      topic,
      messages: ofTopic.map(toKafka),
    })),
  });
  const answered = new Set(answers.map(({ topicName, partition }) => `${topicName}/${partition}`));
  const left = [...chosen].filter((place) => !answered.has(place));
  if (left.length > 0) throw new Error(`Kafka was not sent what is for ${left.join(', ')}`);
};
