export { KurrentEventStore, type KurrentEventStoreOptions } from './kurrent-event-store';
