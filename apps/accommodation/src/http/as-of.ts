import { Inject, Injectable } from '@nestjs/common';
import type { EventStore, Instant, Position } from '@talentloop/event-sourcing';
import {
  EVENT_STORE,
  problem,
  READ_MODEL_PROGRESS,
  type ReadModelProgress,
} from '@talentloop/http';

const WAIT_MS_MAX = 2_000;

/** Answers where the log was at an instant, for tables that remember. */
@Injectable()
export class AsOf {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(READ_MODEL_PROGRESS) private readonly progress: ReadModelProgress,
  ) {}

  /** @throws Problem 503 when the table has not come as far, for its answer would be another one. */
  async position(table: string, asOf: Instant): Promise<Position> {
    const position = await this.store.positionAt(asOf);
    if (!(await this.progress.waitFor([table], position, WAIT_MS_MAX)))
      throw problem('unavailable', { detail: `${table} has not caught up with that time yet.` });
    return position;
  }
}
