import { createSecretKey, type KeyObject } from 'node:crypto';
import path from 'node:path';
import {
  DevelopmentIssuer,
  keysInPostgres,
  type TokenVerifier,
  verifierFromEnvironment,
} from '@talentloop/access';
import { type Clock, systemClock } from '@talentloop/event-sourcing';
import type { MessageBus } from '@talentloop/integration-bus';
import { KafkaBus, kafkaConnection } from '@talentloop/integration-bus-kafka';
import { LogBus } from '@talentloop/integration-bus-log';
import { type LogEngine, logEngineOf } from '@talentloop/installation';
import {
  InstallationSecrets,
  type KeyEncryptionKeys,
  keyEncryptionKeys,
  PostgresKeyStore,
} from '@talentloop/privacy';
import { createLogger, DevelopmentClock, type Logger } from '@talentloop/http';
import type { Pool } from 'pg';
import { limitsOf, type ProcessLimits } from './limits';
import { openPools } from './pools';
import type { Environment, Role } from './role';

/** What all services of one process share. */
export interface Platform {
  /** Connections for requests and for the logs. */
  readonly pool: Pool;
  /** Connections for the followers of the logs: read models, processes, relays and consumers. */
  readonly followers: Pool;
  readonly limits: ProcessLimits;
  readonly clock: Clock;
  /** Calls `moved` when the development clock was moved. Returns a function that ends this. */
  readonly onMoved?: (moved: () => void) => () => void;
  readonly verifier: TokenVerifier;
  readonly development?: { readonly issuer: DevelopmentIssuer; readonly clock: DevelopmentClock };
  readonly keyEncryptionKeys: KeyEncryptionKeys;
  /** The key of request digests and cursors; the same in every process of the installation. */
  readonly secret: KeyObject;
  readonly bus: MessageBus;
  readonly logs: LogEngine;
  readonly log: Logger;
  close(): Promise<void>;
}

/**
 * The data folder, and beside it the trust folder, which holds what no backup of the data may
 * contain.
 */
export const foldersOf = (environment: Environment): { data: string; trust: string } => {
  const data = path.resolve(environment['TALENTLOOP_DATA'] ?? '.data');
  const beside = path.join(path.dirname(data), '.trust', path.basename(data));
  return { data, trust: path.resolve(environment['TALENTLOOP_TRUST'] ?? beside) };
};

const openDevelopment = async (pool: Pool): Promise<NonNullable<Platform['development']>> => {
  const clock = await DevelopmentClock.open(pool);
  return { clock, issuer: await DevelopmentIssuer.open(keysInPostgres(pool), clock) };
};

/** Kafka if KAFKA_BROKERS names it, otherwise the log bus. */
const openBus = (
  environment: Environment,
  { name, pool, log }: { name: string; pool: Pool; log: Logger },
): MessageBus => {
  const connection = kafkaConnection(environment);
  if (!connection) return new LogBus({ pool, log });
  return new KafkaBus({
    connection,
    log,
    clientId: `talentloop-${name.replaceAll(' ', '-')}`,
    onFatal: (error) => {
      log.fatal({ error: String(error) }, 'Kafka refuses this process, so it ends');
      process.exit(1);
    },
  });
};

type Time = Pick<Platform, 'clock' | 'verifier' | 'development' | 'onMoved'>;

/** The clock, and whose tokens count: the system's and OIDC_ISSUER's, or movable and built in. */
const openTime = async (
  environment: Environment,
  pool: Pool,
  production: boolean,
): Promise<Time> => {
  const development = production ? undefined : await openDevelopment(pool);
  const clock = development?.clock ?? systemClock;
  const verifier =
    verifierFromEnvironment(environment, clock) ??
    development?.issuer.verifier(() => development.clock.reload());
  if (!verifier) throw new Error('In production OIDC_ISSUER and OIDC_AUDIENCE must be set.');
  if (!development) return { clock, verifier };
  const onMoved = (moved: () => void) => development.clock.onMoved(moved);
  return { clock, verifier, development, onMoved };
};

/**
 * Connects a process to its installation. In production it uses the system's clock and tokens from
 * OIDC_ISSUER; otherwise a movable clock and a development issuer.
 * @throws Error if production lacks its issuer, database or keys, or if a limit is not a number.
 */
export const openPlatform = async (
  environment: Environment,
  {
    name,
    connectionString,
    role = 'both',
  }: { name: string; connectionString: string; role?: Role },
): Promise<Platform> => {
  const production = environment['NODE_ENV'] === 'production';
  const logs = logEngineOf(environment);
  const limits = limitsOf(environment, role);
  const log = createLogger(name);
  const { pool, followers } = openPools(connectionString, limits.connections, log);
  const time = await openTime(environment, pool, production);
  const keks = keyEncryptionKeys({
    given: environment['TALENTLOOP_KEK'],
    trustFolder: foldersOf(environment).trust,
    create: !production,
  });
  const installationKeys = new PostgresKeyStore(pool, 'installation');
  await installationKeys.migrate();
  const secrets = new InstallationSecrets(installationKeys, keks);
  const bus = openBus(environment, { name, pool: followers, log });
  return {
    pool,
    followers,
    limits,
    ...time,
    keyEncryptionKeys: keks,
    bus,
    logs,
    log,
    secret: createSecretKey(await secrets.get('requests')),
    async close() {
      await bus.close();
      await time.development?.clock.close();
      await Promise.all([pool.end(), followers.end()]);
    },
  };
};
