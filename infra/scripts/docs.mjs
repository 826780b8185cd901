// Generates docs/reference from the code: `npm run docs`. With --check it writes nothing, and fails
// if a page differs from what the code generates.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../../libs/testing/typescript.cjs');
process.env.LOG_LEVEL ??= 'error';
const { makeReference } = require('./docs/main.ts');

const check = process.argv.includes('--check');
const differing = await makeReference(check);
for (const file of differing)
  process.stdout.write(`${check ? 'out of date' : 'written'}: ${file}\n`);
if (check && differing.length > 0) {
  process.stderr.write('Run `npm run docs` and commit what it writes.\n');
  process.exit(1);
}
process.exit(0);
