import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cloudEventType } from '@talentloop/integration-bus';
import { publishedLanguage } from '@talentloop/service-host';
import { type JsonSchema, jsonSchemaOf } from './json-schema';
import { incompatibilities } from './compatibility';

const FILE = path.resolve(__dirname, '../../test/fixtures/released-contracts.json');

/** What other services know of a contract: its topic, and the schema of its data. */
interface ReleasedContract {
  readonly topic: string;
  readonly schema: JsonSchema;
}
export type ReleasedLanguage = Readonly<Record<string, ReleasedContract>>;

/** The contracts by type, such as `talentloop.talent.registered.v1`. */
export const currentLanguage = (): ReleasedLanguage =>
  Object.fromEntries(
    publishedLanguage
      .map(
        (contract) =>
          [
            cloudEventType(contract),
            { topic: contract.topic, schema: jsonSchemaOf(contract.schema) },
          ] as const,
      )
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

export const releasedLanguage = (): ReleasedLanguage =>
  existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as ReleasedLanguage) : {};

/** The changes that need a new version. */
export const brokenContracts = (
  released: ReleasedLanguage,
  current: ReleasedLanguage,
): readonly string[] =>
  Object.entries(released).flatMap(([type, { topic, schema }]) => {
    const now = current[type];
    if (!now) return [`${type} is gone`];
    const moved = now.topic === topic ? [] : [`${type} has moved to ${now.topic}`];
    return [...moved, ...incompatibilities(schema, now.schema).map((what) => `${type}: ${what}`)];
  });

/**
 * Writes the present contracts to the released file, unless they break what was released. Returns
 * what they break.
 */
export const releaseContracts = (): readonly string[] => {
  const current = currentLanguage();
  const breaks = brokenContracts(releasedLanguage(), current);
  if (breaks.length === 0) writeFileSync(FILE, `${JSON.stringify(current, null, 2)}\n`);
  return breaks;
};
