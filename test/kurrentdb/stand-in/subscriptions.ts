import { randomUUID } from 'node:crypto';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { filterOf } from './filter';
import type { Log } from './log';
import { caughtUp, checkpoint, confirmation, readEvent } from './messages';
import type { ReadCall } from './reads';

/** The open subscriptions to `$all`, and how many there have been in all. */
export class Subscriptions {
  opened = 0;
  private readonly stalls = new Set<() => void>();

  constructor(private readonly log: Log) {}

  get open(): number {
    return this.stalls.size;
  }

  /** Keeps the open subscriptions connected, but sends nothing to them any more. */
  stall(): void {
    for (const stall of this.stalls) stall();
  }

  /** Sends the events after the position, and then new events. */
  subscribe(call: ReadCall, options: ReadReq.Options): void {
    const from = options.getAll();
    const matches = filterOf(options);
    const after = from?.getPosition();
    let next = after ? this.log.indexAt(Number(after.getCommitPosition()) + 1) : 0;
    if (from?.hasEnd()) next = this.log.records.length;
    let stalled = false;
    const tell = (): void => {
      for (; next < this.log.records.length && !stalled; next += 1) {
        const record = this.log.records[next];
        if (record && matches(record)) call.write(readEvent(record));
      }
    };
    const stall = (): void => void (stalled = true);
    this.opened += 1;
    this.stalls.add(stall);
    call.write(confirmation(randomUUID()));
    tell();
    if (options.hasFilter()) call.write(checkpoint(this.log.records.at(-1)?.position ?? 0));
    call.write(caughtUp());
    const leave = this.log.onGrowth(tell);
    const end = (): void => {
      leave();
      this.stalls.delete(stall);
    };
    call.on('cancelled', end);
    call.on('close', end);
    call.on('error', end);
  }
}
