import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cloudEventType } from '@talentloop/integration-bus';
import { publishedLanguage } from '@talentloop/service-host';
import { type JsonSchema, jsonSchemaOf } from './json-schema';
import { incompatibilities } from './compatibility';

const FILE = path.resolve(__dirname, '../../test/fixtures/released-contracts.json');

/** What a contract is to everybody else: where it is said, and what its data may be. */
interface ReleasedContract {
  readonly topic: string;
  readonly schema: JsonSchema;
}
export type ReleasedLanguage = Readonly<Record<string, ReleasedContract>>;

/** By type, `talentloop.talent.registered.v1`. */
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

/** What has changed in a way that needs a new version. */
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

/** Keeps the language as it is now, unless that breaks what was released; answers what it breaks. */
export const releaseContracts = (): readonly string[] => {
  const current = currentLanguage();
  const breaks = brokenContracts(releasedLanguage(), current);
  if (breaks.length === 0) writeFileSync(FILE, `${JSON.stringify(current, null, 2)}\n`);
  return breaks;
};
