export * from './platform';
export * from './published-language';
export * from './reactions';
export * from './run-service';
export * from './running-service';
export * from './service';
export * from './service-module';
export * from './writing-side';
