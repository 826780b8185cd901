export { Claims, type Kept } from './claims';
export { Connections } from './connections';
export { defaultQueueLimits, type QueueLimits } from './group-commit';
export { MovablePostgresLog } from './movable-postgres-log';
export { MovedClaims } from './moved-claims';
export { PostgresEventStore } from './postgres-event-store';
export { WakeUp } from './wake-up';
