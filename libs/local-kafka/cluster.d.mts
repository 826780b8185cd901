/** A node of the Kafka that tests and developers run. */
export interface KafkaNode {
  readonly id: number;
  /** host:port */
  readonly broker: string;
  readonly pid: number | undefined;
  start(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface KafkaCluster {
  readonly nodes: readonly KafkaNode[];
  /** The value for KAFKA_BROKERS. */
  readonly brokers: string;
  /** With `users`: the certificate that clients must trust, in PEM. */
  readonly certificate?: string;
  /** With `users`: the account that may do everything. */
  readonly admin?: { readonly username: string; readonly password: string };
  logs(): string;
  stop(): Promise<void>;
}

export interface KafkaOptions {
  readonly nodes?: 1 | 3;
  /** name → password. Clients must then use TLS and SCRAM-SHA-512. */
  readonly users?: Readonly<Record<string, string>>;
  /** How long a node may be silent before it counts as dead, in milliseconds; 30,000 by default. */
  readonly sessionMs?: number;
}

export function startKafka(options?: KafkaOptions): Promise<KafkaCluster>;
