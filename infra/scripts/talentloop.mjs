#!/usr/bin/env node
// The command line, from the checkout: `npx talentloop …` or `npm run talentloop -- …`.
process.argv.splice(2, 0, 'cli');
await import('./run.mjs');
