// Writes the present contracts to test/fixtures/released-contracts.json. Refuses a change that
// would break existing producers or consumers: such a change needs a new version of the contract.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../../libs/testing/typescript.cjs');
const { releaseContracts } = require('../../libs/reference/index.ts');

const breaks = releaseContracts();
if (breaks.length > 0) {
  process.stderr.write(`These need a new version:\n${breaks.join('\n')}\n`);
  process.exit(1);
}
process.stdout.write('Kept the contracts as they are.\n');
process.exit(0);
