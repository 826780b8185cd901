import {
  type ChainEnd,
  type EventCodecs,
  FIRST_PREVIOUS_HASH,
  type Instant,
  NO_STREAM,
  type StoredEvent,
} from '@talentloop/event-sourcing';
import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { caseEventOf, caseworker, EVENTS_PER_CASE } from '../case-script';

/**
 * How many cases progress at the same time, so that the events of one case are spread over the log.
 */
const BESIDE = 128;

/** The step of the script that is a note. */
const NOTE = 3;

export const LONG_CASE = 1_000;
const NOTES_A_STEP = 5;

/** Each event is a second after the one before; the last one is now. */
const MS_APART = 1_000;

interface Lane {
  readonly caseId: string;
  readonly talentId: string;
  readonly end: ChainEnd;
}

/** Complete cases, for workloads that load some. */
export interface Cases {
  readonly short: readonly string[];
  readonly long: readonly string[];
}

/** A log of valid events: enveloped, sealed, hashed and chained as a service does it. */
export class History {
  private readonly talents = Array.from({ length: 200 }, () => randomUUID());
  private readonly short: string[] = [];
  private readonly long: string[] = [];
  private readonly begun: number;
  private position = 0;
  private longLane = this.lane();

  constructor(
    private readonly codecs: EventCodecs,
    private readonly events: number,
  ) {
    this.begun = Date.now() - events * MS_APART;
  }

  get cases(): Cases {
    return { short: this.short, long: this.long };
  }

  /**
   * Batches in the log's order. The cases of a batch are complete, except at the end of the log.
   */
  async *batches(): AsyncGenerator<readonly StoredEvent[]> {
    while (this.position < this.events) {
      const begun = this.position;
      const batch = await this.batch();
      yield batch.slice(0, this.events - begun);
    }
  }

  private async batch(): Promise<readonly StoredEvent[]> {
    let lanes = Array.from({ length: BESIDE }, () => this.lane());
    const batch: StoredEvent[] = [];
    for (let step = 0; step < EVENTS_PER_CASE; step += 1) {
      const next = await Promise.all(lanes.map((lane) => this.next(lane, step)));
      batch.push(...next);
      lanes = lanes.map((lane, i) => ({ ...lane, end: next[i] ?? lane.end }));
      for (let note = 0; note < NOTES_A_STEP; note += 1) batch.push(await this.nextOfLong());
      // The previous batch is written to the database meanwhile.
      await setImmediate();
    }
    if (this.position <= this.events) this.short.push(...lanes.map(({ caseId }) => caseId));
    return batch;
  }

  private async nextOfLong(): Promise<StoredEvent> {
    const lane = this.longLane;
    const event = await this.next(lane, lane.end.revision === NO_STREAM ? 0 : NOTE);
    this.longLane = { ...lane, end: event };
    if (event.revision + 1 === LONG_CASE) {
      if (this.position <= this.events) this.long.push(lane.caseId);
      this.longLane = this.lane();
    }
    return event;
  }

  private lane(): Lane {
    const talentId = this.talents[Math.floor(Math.random() * this.talents.length)] ?? '';
    const end = { revision: NO_STREAM, hash: FIRST_PREVIOUS_HASH };
    return { caseId: randomUUID(), talentId, end };
  }

  private async next(lane: Lane, step: number): Promise<StoredEvent> {
    this.position += 1;
    const { position } = this;
    const { caseId, talentId: subject, end } = lane;
    const at: Instant = new Date(this.begun + position * MS_APART).toISOString();
    const { enveloped } = await this.codecs.encode([caseEventOf(lane, step)], {
      stream: `case-${caseId}`,
      end,
      subject,
      metadata: {
        recordedAt: at,
        actor: caseworker,
        commandId: randomUUID(),
        correlationId: caseId,
      },
    });
    const [event] = enveloped;
    if (!event) throw new Error('an event was encoded to none');
    return { ...event, position, committedAt: at };
  }
}
