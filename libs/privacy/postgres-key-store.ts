import type { Pool, PoolClient } from 'pg';
import type {
  Found,
  KeyName,
  KeyStore,
  Rewrapped,
  Tombstone,
  WrappedKey,
  WrappedSecret,
} from './key-store';
import {
  type FoundRow,
  type KeyRow,
  type KeySql,
  keySql,
  type SecretRow,
  type TombstoneRow,
} from './key-store-sql';

const keyOf = (row: KeyRow): WrappedKey => ({
  subject: row.subject,
  purpose: row.purpose,
  wrapped: row.wrapped,
  kekVersion: row.kek_version,
});

const foundIn = (rows: readonly FoundRow[]): Found => {
  const destroyed = new Set(rows.flatMap((row) => (row.purpose === null ? [row.subject] : [])));
  const keys = rows.flatMap((row) => (row.purpose === null ? [] : [keyOf(row)]));
  return {
    keys: keys.filter(({ subject }) => !destroyed.has(subject)),
    destroyed: [...destroyed],
  };
};

const secretOf = ({ name, wrapped, kek_version }: SecretRow): WrappedSecret => ({
  name,
  wrapped,
  kekVersion: kek_version,
});

const tombstoneOf = ({ subject, destroyed_at }: TombstoneRow): Tombstone => ({
  subject,
  destroyedAt: destroyed_at.toISOString(),
});

const column = <T, K extends keyof T>(items: readonly T[], name: K): readonly T[K][] =>
  items.map((item) => item[name]);

/**
 * The notification channel on which the processes of a service learn that a person's keys were
 * destroyed.
 */
export const erasuresChannel = (schema: string): string => `talentloop_erasures_${schema}`;

/**
 * Keys in a schema of their own, `<service schema>_keys`, so that they can have a backup cycle of
 * their own.
 */
export class PostgresKeyStore implements KeyStore {
  private readonly sql: KeySql;

  /** @param schema The service's schema. The schema of the keys has `_keys` added. */
  constructor(
    private readonly pool: Pool,
    private readonly schema: string,
  ) {
    this.sql = keySql(`${schema}_keys`);
  }

  /**
   * Creates the schema and its tables where they are missing. Several processes may call this at
   * once.
   */
  async migrate(): Promise<void> {
    await this.inTransaction(async (client) => {
      await client.query(this.sql.lockMigration);
      await client.query(this.sql.migrate);
    });
  }

  async find(names: readonly KeyName[]): Promise<Found> {
    const values = [column(names, 'subject'), column(names, 'purpose')];
    return foundIn(await this.rows(this.sql.find, values, `find:${this.schema}`));
  }

  async create(keys: readonly WrappedKey[]): Promise<Found> {
    const values = [
      column(keys, 'subject'),
      column(keys, 'purpose'),
      column(keys, 'wrapped'),
      column(keys, 'kekVersion'),
    ];
    return foundIn(await this.rows(this.sql.create, values, `create:${this.schema}`));
  }

  async destroy(subject: string): Promise<Tombstone> {
    return this.inTransaction(async (client) => {
      await client.query(this.sql.insertTombstone, [subject]);
      await client.query(this.sql.deleteKeys, [subject]);
      await client.query('select pg_notify($1, $2)', [erasuresChannel(this.schema), '']);
      const { rows } = await client.query<TombstoneRow>(this.sql.findTombstone, [subject]);
      const [row] = rows;
      if (!row) throw new Error(`the tombstone of ${subject} was not stored`);
      return tombstoneOf(row);
    });
  }

  async tombstones(since?: string): Promise<readonly Tombstone[]> {
    const rows = await this.rows<TombstoneRow>(this.sql.tombstonesSince, [since ?? '-infinity']);
    return rows.map(tombstoneOf);
  }

  async keysNotWrappedBy(kekVersion: number, limit: number): Promise<readonly WrappedKey[]> {
    return (await this.rows<KeyRow>(this.sql.keysNotWrappedBy, [kekVersion, limit])).map(keyOf);
  }

  async rewrapKeys(keys: readonly Rewrapped<WrappedKey>[]): Promise<number> {
    const to = column(keys, 'to');
    const rows = await this.rows(this.sql.rewrapKeys, [
      column(to, 'subject'),
      column(to, 'purpose'),
      column(keys, 'from'),
      column(to, 'wrapped'),
      column(to, 'kekVersion'),
    ]);
    return rows.length;
  }

  async keepSecret({ name, wrapped, kekVersion }: WrappedSecret): Promise<WrappedSecret> {
    await this.rows(this.sql.insertSecret, [name, wrapped, kekVersion]);
    const kept = await this.findSecret(name);
    if (!kept) throw new Error(`the secret ${name} was not stored`);
    return kept;
  }

  async findSecret(name: string): Promise<WrappedSecret | undefined> {
    const [row] = await this.rows<SecretRow>(this.sql.findSecret, [name]);
    return row && secretOf(row);
  }

  async secretsNotWrappedBy(kekVersion: number): Promise<readonly WrappedSecret[]> {
    return (await this.rows<SecretRow>(this.sql.secretsNotWrappedBy, [kekVersion])).map(secretOf);
  }

  async rewrapSecrets(secrets: readonly Rewrapped<WrappedSecret>[]): Promise<number> {
    const to = column(secrets, 'to');
    const rows = await this.rows(this.sql.rewrapSecrets, [
      column(to, 'name'),
      column(secrets, 'from'),
      column(to, 'wrapped'),
      column(to, 'kekVersion'),
    ]);
    return rows.length;
  }

  /** A query that has a name becomes a prepared statement. */
  private async rows<R extends object>(
    text: string,
    values: unknown[],
    name?: string,
  ): Promise<readonly R[]> {
    const query = { text, values, ...(name !== undefined && { name: `keys-${name}` }) };
    return this.withClient(async (client) => (await client.query<R>(query)).rows);
  }

  /** Lends a client. (`pool.query` would drop the connection after an error.) */
  private async withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  }

  private async inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    return this.withClient(async (client) => {
      await client.query('begin');
      try {
        const result = await work(client);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        throw error;
      }
    });
  }
}
