export * from './cluster.mjs';
export * from './settings.mjs';
export { default as kafkaJars } from './jars.cjs';
