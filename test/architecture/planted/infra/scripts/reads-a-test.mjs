import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
export const { samples } = require('../../test/samples.ts');
