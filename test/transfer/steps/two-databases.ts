import { PostgresEventStore } from '@talentloop/event-store-postgres';
import { type TestDatabase, testDatabase } from '@talentloop/testing';

export const SCHEMA = 'service_centre';

/** A log in a database of its own, and the environment that a command line needs for it. */
export class LogDatabase {
  private constructor(
    private readonly database: TestDatabase,
    readonly store: PostgresEventStore,
  ) {}

  static async create(): Promise<LogDatabase> {
    const database = await testDatabase();
    const { connectionString } = database;
    const store = new PostgresEventStore({ connectionString, schema: SCHEMA });
    await store.migrate();
    return new LogDatabase(database, store);
  }

  get connectionString(): string {
    return this.database.connectionString;
  }

  get environment(): { readonly DATABASE_URL: string } {
    return { DATABASE_URL: this.connectionString };
  }

  async drop(): Promise<void> {
    await this.store.close();
    await this.database.drop();
  }
}
