import type { EventStore } from '@talentloop/event-sourcing';

/** What an auditor does with a log: read it. */
export type LogReader = Pick<EventStore, 'readAll' | 'readStream' | 'head'>;
