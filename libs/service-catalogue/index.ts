export * from './service-catalogue';
export type { ServiceEntry } from './service-entry';
