// Adds samples to test/fixtures/stored-events for every event version that has none. It never
// changes an existing sample, because a sample stands for the logs of existing installations.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
require('../../libs/testing/typescript.cjs');
const {
  findSamples,
  keepSamples,
  makeSamples,
  openKeys,
  releasedEvents,
} = require('../../libs/reference/index.ts');
const { services } = require('../../apps/reference/src/services.ts');

const { keyRing, save } = await openKeys();
const missing = releasedEvents(services).filter((each) => !findSamples(each));
const old = missing.filter(({ definition, version }) => version < definition.version);
if (old.length > 0) {
  const files = old.map(({ file }) => file).join('\n');
  process.stderr.write(`Samples of these were lost; take them from an older commit:\n${files}\n`);
  process.exit(1);
}
for (const each of missing) keepSamples(each, await makeSamples(each, keyRing));
await save();
process.stdout.write(`Kept samples of ${missing.length} event versions.\n`);
