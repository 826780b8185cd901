// Writes the present contracts to test/fixtures/released-contracts.json. Refuses a change that
// would break existing producers or consumers: such a change needs a new version of the contract.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../../test/setup/typescript.cjs');
const { release } = require('../../test/contracts/released.ts');

const breaks = release();
if (breaks.length > 0) {
  process.stderr.write(`These need a new version:\n${breaks.join('\n')}\n`);
  process.exit(1);
}
process.stdout.write('Kept the contracts as they are.\n');
process.exit(0);
