export { type ClaimedPlace, Claims, type Kept } from './claims';
export { Connections } from './connections';
export { defaultQueueLimits, type QueueLimits } from './group-commit';
export { MovablePostgresLog } from './movable-postgres-log';
export { MovedClaims } from './moved-claims';
export { PostgresEventStore, type PostgresEventStoreOptions } from './postgres-event-store';
export { WakeUp } from './wake-up';
