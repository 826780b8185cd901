import type { EventStore } from '@talentloop/event-sourcing';

/** The part of a log that an auditor needs: reading. */
export type LogReader = Pick<EventStore, 'readAll' | 'readStream' | 'head'>;
