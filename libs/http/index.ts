export * from './admission';
export * from './allowed-actions';
export * from './answer';
export * from './command-request';
export * from './command-runner';
export * from './consistency';
export * from './development-clock';
export * from './development.controller';
export * from './drain';
export * from './duration';
export * from './erased-text';
export * from './event-stream';
export { Execute, ExecuteModule, executeProvider } from './execute';
export {
  AtInstant,
  Choice,
  Country,
  Email,
  type FieldOptions,
  Flag,
  Id,
  OnDay,
  Phone,
  Text,
  Whole,
} from './fields';
export * from './nested-fields';
export * from './gate';
export * from './http-app';
export * from './input-pipe';
export * from './installation.module';
export * from './json-body';
export * from './language';
export * from './lists';
export * from './logging';
export * from './metrics';
export * from './openapi';
export * from './problem';
export * from './problem-filter';
export * from './resources';
export * from './route';
export * from './service-http';
export * from './tokens';
export * from './transport';
export * from './upload';
