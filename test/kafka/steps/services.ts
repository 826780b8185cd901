import { Decisions, type Decider, from, give, systemClock } from '@talentloop/event-sourcing';
import { PostgresEventStore } from '@talentloop/event-store-postgres';
import {
  Consumer,
  type ConsumerOptions,
  type MessageBus,
  publications,
  type Publications,
  publish,
  type Reaction,
  Relay,
  when,
} from '@talentloop/integration-bus';
import type { Execute } from '@talentloop/processes';
import { Checkpoints, Session } from '@talentloop/log-following';
import { audited, counted, tallyCodecs, type TallyRaised } from '@talentloop/testing';
import { Pool } from 'pg';

const PAGE = 5_000;

interface Count {
  readonly type: 'Count';
  readonly data: { readonly by: number };
}

/** Accepts every command, so only the command's id keeps it from happening twice. */
const tally: Decider<Count, null, TallyRaised, never> = {
  category: 'tally',
  initialState: null,
  decide: ({ data }) => [{ type: 'TallyRaised', data: { by: data.by } }],
  evolve: () => null,
};

const publishesOn = (topic: string): Publications => {
  const contract = counted(topic);
  return publications([
    from(tally, {
      TallyRaised: ({ data }) => [publish(contract, { centre: 'LOOP', count: data.by })],
    }),
  ]);
};

const reactionTo = (topic: string): Reaction =>
  when(counted(topic), ({ count }, { subject }) => [
    give(tally, idOf(subject), { type: 'Count', data: { by: count } }),
  ]);

const idOf = (stream: string): string => stream.slice('tally-'.length);

const actor = { id: 'spec', roles: ['system'] };

/** A very small service with a log of its own. It counts and publishes what it has counted. */
export class CountingService {
  readonly store: PostgresEventStore;
  private readonly decisions: Decisions;
  private readonly session: Session;
  private ownPool: Pool | undefined;

  private constructor(
    private readonly pool: Pool,
    readonly schema: string,
  ) {
    this.store = new PostgresEventStore({ pool, schema });
    this.session = new Session(pool);
    const { store } = this;
    this.decisions = new Decisions({ store, codecs: tallyCodecs, clock: systemClock });
  }

  /** The service with connections of its own, as in another process. */
  static async apart(connectionString: string, schema: string): Promise<CountingService> {
    const pool = new Pool({ connectionString, max: 20 });
    const service = await CountingService.open(pool, schema);
    service.ownPool = pool;
    return service;
  }

  static async open(pool: Pool, schema: string): Promise<CountingService> {
    const service = new CountingService(pool, schema);
    await service.store.migrate();
    return service;
  }

  /** A command: the key counts to `by`. */
  async count(key: string, by: number): Promise<void> {
    const commandId = `${key}:${by}`;
    const command: Count = { type: 'Count', data: { by } };
    await this.decisions.execute(tally, key, command, { commandId, actor });
  }

  /** Executes the consumer's commands. */
  readonly execute: Execute = ({ id, command }, context) =>
    this.decisions.execute(tally, id, command as Count, context);

  relay(bus: MessageBus, topic: string, batchSize = 500): Relay {
    const { schema, store, session, pool } = this;
    return new Relay({
      service: 'spec',
      schema,
      topic,
      publishes: publishesOn(topic),
      bus,
      session,
      batchSize,
      store,
      codecs: tallyCodecs,
      checkpoints: new Checkpoints(pool, schema),
    });
  }

  /** A consumer that counts here what was counted there. */
  consumer(bus: MessageBus, topic: string, other: Partial<ConsumerOptions> = {}): Consumer {
    return new Consumer({
      bus,
      pool: this.pool,
      schema: this.schema,
      execute: this.execute,
      known: [counted(topic), audited(topic)],
      consumes: { consumer: this.schema, reactions: [reactionTo(topic)] },
      ...other,
    });
  }

  /** What each stream has counted, in the order of the log. */
  async counts(): Promise<ReadonlyMap<string, readonly number[]>> {
    const counts = new Map<string, number[]>();
    let events = await this.store.readAll({ after: 0, limit: PAGE });
    for (let last = events.at(-1); last; last = events.at(-1)) {
      for (const { stream, data } of events) {
        const { by } = JSON.parse(data) as { by: number };
        counts.set(stream, [...(counts.get(stream) ?? []), by]);
      }
      events = await this.store.readAll({ after: last.position, limit: PAGE });
    }
    return counts;
  }

  async close(): Promise<void> {
    await this.session.close();
    await this.store.close();
    await this.ownPool?.end();
  }
}
