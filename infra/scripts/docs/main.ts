import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asyncApiText } from './asyncapi';
import { cliPage } from './cli-page';
import { contextMapPage, contractsPage } from './contracts-page';
import { eventsPage } from './events-page';
import { openApiText } from './openapi';
import { readModelsPage } from './read-models-page';
import { refusalsPage } from './refusals-page';
import { statesPage } from './states-page';

const FOLDER = path.resolve(__dirname, '../../../docs/reference');

const pages: Readonly<Record<string, () => string | Promise<string>>> = {
  'events.md': eventsPage,
  'states.md': statesPage,
  'contracts.md': contractsPage,
  'context-map.md': contextMapPage,
  'refusals.md': refusalsPage,
  'read-models.md': readModelsPage,
  'cli.md': cliPage,
  'openapi.json': openApiText,
  'asyncapi.json': asyncApiText,
};

/** Writes the reference. With `check` it only returns the pages that differ from the code. */
export const makeReference = async (check: boolean): Promise<readonly string[]> => {
  mkdirSync(FOLDER, { recursive: true });
  const differing = [];
  for (const [name, make] of Object.entries(pages)) {
    const file = path.join(FOLDER, name);
    const text = await make();
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    differing.push(`docs/reference/${name}`);
    if (!check) writeFileSync(file, text);
  }
  return differing;
};
