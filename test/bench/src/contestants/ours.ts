import {
  canonicalJson,
  Decisions,
  EventCodecs,
  isRejection,
  systemClock,
} from '@talentloop/event-sourcing';
import { PostgresEventStore } from '@talentloop/event-store-postgres';
import { GivenKeyEncryptionKeys, KeyRing, newKeyLine, PostgresKeyStore } from '@talentloop/privacy';
import { createHmac, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import type { CaseCommand } from '../../../../apps/service-centre/src/domain/service-case/commands';
import { serviceCase } from '../../../../apps/service-centre/src/domain/service-case/service-case';
import { caseCodec } from '../../../../apps/service-centre/src/storage/case.codec';
import { caseworker, commandOf, noteOf } from '../case-script';
import type { Append, Contestant } from '../contestant';

const SCHEMA = 'service_centre';
const PAGE = 2_000;
/**
 * All processes of a run share one key-encryption key, so that each can open what another has
 * sealed.
 */
const kek = (process.env['TALENTLOOP_KEK'] ??= newKeyLine(1));

const digestKey = createSecretKey(randomBytes(32));

/** The product's own writing side as a service uses it: decider, envelope, keys, claims. */
export class Ours implements Contestant {
  readonly name: string = 'ours';

  protected constructor(
    readonly pool: Pool,
    readonly store: PostgresEventStore,
    readonly codecs: EventCodecs,
    readonly decisions: Decisions,
  ) {}

  static async open(connectionString: string): Promise<Ours> {
    const pool = new Pool({ connectionString, max: 40 });
    const store = new PostgresEventStore({ pool, schema: SCHEMA });
    const keyStore = new PostgresKeyStore(pool, SCHEMA);
    await store.migrate();
    await keyStore.migrate();
    const keyRing = new KeyRing(keyStore, new GivenKeyEncryptionKeys(kek));
    const codecs = new EventCodecs([caseCodec], keyRing);
    return new Ours(pool, store, codecs, new Decisions({ store, codecs, clock: systemClock }));
  }

  get schema(): string {
    return SCHEMA;
  }

  async append({ caseId, talentId, step }: Append): Promise<void> {
    await this.execute(caseId, commandOf(caseId, talentId, step));
  }

  async addNote(caseId: string, noteId: string): Promise<void> {
    await this.execute(caseId, noteOf(noteId));
  }

  /**
   * Executes a command like a request with an Idempotency-Key: the answer is stored beside the
   * event. Returns the position.
   */
  async execute(caseId: string, command: CaseCommand): Promise<number> {
    const commandId = randomUUID();
    const digest = createHmac('sha256', digestKey)
      .update(canonicalJson(command.data))
      .digest('hex');
    const outcome = await this.decisions.execute(serviceCase, caseId, command, {
      commandId,
      actor: caseworker,
      claim: {
        commandId,
        digest,
        answer: ({ id, revision }) => ({
          status: 200,
          body: { body: { id, revision }, headers: { etag: `"${revision}"` } },
        }),
      },
    });
    if (isRejection(outcome)) throw new Error(`${command.type} was refused: ${outcome.rejected}`);
    return outcome.position;
  }

  async fill(): Promise<void> {
    throw new Error('ours is filled by its commands');
  }

  async load(caseId: string): Promise<number> {
    const loaded = await this.decisions.load(serviceCase, caseId);
    return (loaded?.revision ?? -1) + 1;
  }

  /** Reads like a follower that needs no personal data: sealed fields stay sealed. */
  async readLog(): Promise<number> {
    const head = await this.store.head();
    const stop = new AbortController();
    let read = 0;
    const options = { after: 0, batchSize: PAGE, signal: stop.signal };
    for await (const batch of this.store.subscribe(options)) {
      read += (await this.codecs.decode(batch, { unseal: false })).length;
      if (read >= head) stop.abort();
    }
    return read;
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.pool.end();
  }
}
