export * from './kurrent-event-store';
export { MovableKurrentLog } from './movable-kurrent-log';
