/** A node of the broker that tests and developers run. */
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
  /** As KAFKA_BROKERS wants it. */
  readonly brokers: string;
  /** With `users`: what clients must trust, in PEM. */
  readonly certificate?: string;
  /** With `users`: who may do everything. */
  readonly admin?: { readonly username: string; readonly password: string };
  logs(): string;
  stop(): Promise<void>;
}

export interface KafkaOptions {
  readonly nodes?: 1 | 3;
  /** name → password; clients must then come by TLS and SCRAM-SHA-512. */
  readonly users?: Readonly<Record<string, string>>;
  /** A node that was silent for this long counts as dead; default 30,000. */
  readonly sessionMs?: number;
}

export function startKafka(options?: KafkaOptions): Promise<KafkaCluster>;
