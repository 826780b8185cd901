export { type ClaimedPlace, Claims, type Kept } from './claims';
export { Connections } from './connections';
export { PostgresEventStore, type PostgresEventStoreOptions } from './postgres-event-store';
export { WakeUp } from './wake-up';
