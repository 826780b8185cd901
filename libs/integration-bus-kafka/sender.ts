import type { BusMessage } from '@talentloop/integration-bus';
import { grouped } from '@talentloop/log-following';
import { type ICustomPartitioner, Partitioners, type Producer } from 'kafkajs';
import { type Client, type ClientOptions, mayPass, openClient, within } from './connection';
import { chunksOf, toKafka } from './wire-form';

export interface SenderOptions extends ClientOptions {
  /** How long a send may take. */
  readonly sendMsMax: number;
  readonly onFatal: (error: Error) => void;
}

interface Open {
  readonly client: Client;
  readonly producer: Producer;
  /** The partitions that the partitioner chose for the current batch, each as `topic/partition`. */
  readonly chosen: Set<string>;
}

/**
 * An idempotent producer. After a failure it is never used again, for two reasons. After a failed
 * connect, kafkajs sends without idempotence. And if a batch may or may not have been written,
 * another batch must not get its sequence number. When this sends a message twice, consumers
 * recognise the second one by its id.
 */
export class Sender {
  private opened: Open | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SenderOptions) {}

  /** Resolves when every in-sync replica has the messages. One send runs after another. */
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
      // After this sender has given the client up, `connect` fails because no broker is left. That
      // error is expected.
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
 * kafkajs retries by broker, not by partition. If a broker stops, and a broker that has already
 * answered takes over one of its partitions, kafkajs never sends the messages for that partition
 * and reports success. So this function checks that every partition has answered.
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
  if (left.length > 0) throw new Error(`kafkajs did not send the messages for ${left.join(', ')}`);
};
