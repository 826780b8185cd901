import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { type RunnerLog } from '@talentloop/log-following';
import { Kafka, logLevel, type LogEntry, type RetryOptions, type SASLOptions } from 'kafkajs';

/** How to reach a cluster, and the credentials. */
export interface KafkaConnection {
  readonly brokers: readonly string[];
  readonly tls?: ConnectionOptions | true;
  readonly sasl?: SASLOptions;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The cluster that the environment names, or undefined without KAFKA_BROKERS.
 * @throws Error for a setting that is not valid.
 */
export const kafkaConnection = (environment: Environment): KafkaConnection | undefined => {
  const brokers = (environment['KAFKA_BROKERS'] ?? '').split(',').map((broker) => broker.trim());
  if (brokers.join('') === '') return undefined;
  const wrong = brokers.find((broker) => !/^[^\s:]+:[0-9]{1,5}$/.test(broker));
  if (wrong !== undefined) throw new Error(`KAFKA_BROKERS: "${wrong}" is not host:port.`);
  const tls = tlsOf(environment);
  const sasl = saslOf(environment);
  return { brokers, ...(tls && { tls }), ...(sasl && { sasl }) };
};

const tlsOf = (environment: Environment): KafkaConnection['tls'] | undefined => {
  const authority = environment['KAFKA_SSL_CA'];
  if (authority) return { ca: [readFileSync(authority, 'utf8')] };
  const asked = environment['KAFKA_SSL'] ?? 'false';
  if (!/^(true|false)$/.test(asked))
    throw new Error(`KAFKA_SSL is "${asked}"; it must be true or false.`);
  return asked === 'true' ? true : undefined;
};

const saslOf = (environment: Environment): SASLOptions | undefined => {
  const username = environment['KAFKA_SASL_USERNAME'];
  const password = environment['KAFKA_SASL_PASSWORD'];
  if (!username && !password) return undefined;
  if (!username || !password) {
    throw new Error('KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD must both be set.');
  }
  const mechanism = (environment['KAFKA_SASL_MECHANISM'] ?? 'scram-sha-512').toLowerCase();
  switch (mechanism) {
    case 'scram-sha-512':
    case 'scram-sha-256':
    case 'plain':
      return { mechanism, username, password } as SASLOptions;
    default:
      throw new Error(
        `KAFKA_SASL_MECHANISM is "${mechanism}"; it must be scram-sha-512, scram-sha-256 or plain.`,
      );
  }
};

/**
 * kafkajs retries for ever, so that an outage of the broker may last any time. With its default
 * settings kafkajs would give up after five tries, and would come back half a minute after the
 * broker. A caller that waits must limit its own wait.
 */
const ENDLESS: RetryOptions = {
  initialRetryTime: 100,
  maxRetryTime: 1_000,
  retries: Number.MAX_SAFE_INTEGER,
};

/** A client, and a way to make it stop retrying. */
export interface Client {
  readonly kafka: Kafka;
  /** Removes all brokers from the client, so that what it still retries fails. */
  giveUp(): void;
}

export interface ClientOptions {
  readonly connection: KafkaConnection;
  readonly clientId: string;
  readonly log: RunnerLog;
  readonly retry?: RetryOptions;
}

export const openClient = ({ connection, clientId, log, retry }: ClientOptions): Client => {
  const brokers = [...connection.brokers];
  const kafka = new Kafka({
    brokers,
    clientId,
    ...(connection.tls && { ssl: connection.tls }),
    ...(connection.sasl && { sasl: connection.sasl }),
    connectionTimeout: 2_000,
    authenticationTimeout: 5_000,
    requestTimeout: 10_000,
    retry: retry ?? ENDLESS,
    logLevel: logLevel.WARN,
    logCreator: () => warningsTo(log),
  });
  return { kafka, giveUp: () => void brokers.splice(0) };
};

const REPEAT_MS_MIN = 5_000;

/**
 * Writes what kafkajs logs as warnings, because kafkajs goes on by itself. The same message is
 * logged at most every five seconds.
 */
const warningsTo = (log: RunnerLog) => {
  const last = new Map<string, number>();
  return ({ namespace, log: { message, error, groupId } }: LogEntry): void => {
    const now = performance.now();
    if (now - (last.get(message) ?? -REPEAT_MS_MIN) < REPEAT_MS_MIN) return;
    if (last.size > 100) last.clear();
    last.set(message, now);
    log.warn({ namespace, error, groupId }, `kafkajs: ${message}`);
  };
};

/**
 * Whether kafkajs would retry this error: an unavailable broker, for example, and not a wrong
 * password.
 */
export const mayPass = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const within = 'cause' in error && error.cause !== error ? error.cause : undefined;
  if (within instanceof Error) return mayPass(within);
  return 'retriable' in error && error.retriable === true;
};

/** Rejects if the work takes longer than `ms`. The work itself may still happen. */
export const within = async <T>(work: Promise<T>, ms: number, what: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
