import type {
  BatchHandler,
  BusMessage,
  MessageBus,
  Subscription,
} from '@talentloop/integration-bus';
import { type RunnerLog, silent } from '@talentloop/log-following';
import type { KafkaConnection } from './connection';
import { GroupMember } from './group-member';
import { Sender } from './sender';

export interface KafkaBusOptions {
  readonly connection: KafkaConnection;
  /** The name of this process in the broker's logs and quotas. */
  readonly clientId: string;
  /**
   * Called once with an error that will not pass by itself. Nothing is consumed from then on, so
   * the caller should end the process.
   */
  readonly onFatal: (error: Error) => void;
  readonly log?: RunnerLog;
  /** How many messages the handler gets at once; 1,000 by default. */
  readonly batchSize?: number;
  /** How long a send may take, in milliseconds; 5,000 by default. */
  readonly sendMsMax?: number;
  /** How long leaving a group may take, in milliseconds; 5,000 by default. */
  readonly stopMsMax?: number;
}

/**
 * The bus on Apache Kafka, through kafkajs: an idempotent producer that waits for every in-sync
 * replica, and members of consumer groups that commit after the effect. Its topics must exist.
 */
export class KafkaBus implements MessageBus {
  private readonly sender: Sender;
  private readonly members = new Set<GroupMember>();
  private readonly client;
  private failed = false;

  constructor(private readonly options: KafkaBusOptions) {
    const { connection, clientId, log = silent, sendMsMax = 5_000 } = options;
    const onFatal = (error: Error): void => this.fail(error);
    this.client = { connection, clientId, log, onFatal };
    this.sender = new Sender({ ...this.client, sendMsMax });
  }

  /**
   * Resolves when the brokers have acknowledged the messages. Rejects if they do not in time; they
   * may have taken some of the messages.
   */
  async produce(messages: readonly BusMessage[]): Promise<void> {
    if (messages.length > 0) await this.sender.send(messages);
  }

  async consume(
    group: string,
    topics: readonly string[],
    handle: BatchHandler,
  ): Promise<Subscription> {
    const { batchSize = 1_000, stopMsMax = 5_000 } = this.options;
    const member = new GroupMember({ ...this.client, group, topics, handle, batchSize, stopMsMax });
    this.members.add(member);
    member.start();
    return {
      stop: async () => {
        await member.stop();
        this.members.delete(member);
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.members].map((member) => member.stop()));
    this.members.clear();
    await this.sender.close();
  }

  private fail(error: Error): void {
    if (this.failed) return;
    this.failed = true;
    this.options.onFatal(error);
  }
}
