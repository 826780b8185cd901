// Writes the first version of an aggregate, a read model, a contract or a service: `npm run new`.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../../libs/testing/typescript.cjs');
process.env.LOG_LEVEL ??= 'error';
const { run } = require('./new/main.ts');

process.exit(await run(process.argv.slice(2)));
