import {
  type KeptClaim,
  type MovableLog,
  type Position,
  type Restoration,
  RestoreConflict,
  type StoredEvent,
} from '@talentloop/event-sourcing';
import { Connections, MovedClaims } from '@talentloop/event-store-postgres';
import { KurrentEventStore, type KurrentEventStoreOptions } from './kurrent-event-store';

/** How much one append sends: the server takes 1 MiB unless it is configured otherwise. */
const EVENTS_MAX = 200;
const CHARACTERS_MAX = 400_000;

/**
 * The log of one service in EventStoreDB, for the command that exports it or imports it. The server
 * appends to one stream at a time, so keeping the order of the whole log takes one append after
 * another. The adapter computes `committedAt` again from the events' `recordedAt`.
 */
export class MovableKurrentLog extends KurrentEventStore implements MovableLog {
  private readonly moved: MovedClaims;

  constructor(options: KurrentEventStoreOptions) {
    super(options);
    this.moved = new MovedClaims(new Connections(options.pool), options.schema);
  }

  async restore({ after, events }: Restoration): Promise<Position> {
    let end = await this.head();
    if (end !== after) throw new RestoreConflict(`the log ends at ${end}, not at ${after}`);
    for (const run of runsOf(events)) {
      const [first] = run;
      const { stream, revision } = first;
      const result = await this.append({
        stream,
        expectedRevision: revision - 1,
        events: run.map(({ position: _, committedAt: __, ...event }) => event),
      });
      if (result.outcome !== 'appended')
        throw new RestoreConflict(`${stream} does not end before revision ${revision}`);
      end = result.position;
    }
    return end;
  }

  keptClaims(): AsyncIterable<readonly KeptClaim[]> {
    return this.moved.all();
  }

  restoreClaims(claims: readonly KeptClaim[]): Promise<void> {
    return this.moved.restore(claims);
  }
}

type Run = [StoredEvent, ...StoredEvent[]];

/** Neighbouring events of one stream, as many as fit into one append. */
function* runsOf(events: readonly StoredEvent[]): Generator<Run> {
  let run: Run | undefined;
  let characters = 0;
  for (const event of events) {
    const own = event.data.length + event.metadata.length;
    const fits = run && run.length < EVENTS_MAX && characters + own <= CHARACTERS_MAX;
    if (run && fits && run[0].stream === event.stream) {
      run.push(event);
      characters += own;
      continue;
    }
    if (run) yield run;
    run = [event];
    characters = own;
  }
  if (run) yield run;
}
