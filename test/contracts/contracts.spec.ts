import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Parser } from '@asyncapi/parser';
import { declaredTopics } from '@talentloop/integration-bus-kafka';
import { contractsOf, publishedLanguage } from '@talentloop/service-host';
import type { JsonSchema } from '@talentloop/reference';
import { incompatibilities } from '@talentloop/reference';
import { brokenContracts, currentLanguage, releasedLanguage } from '@talentloop/reference';

const DOCUMENT = path.resolve(__dirname, '../../docs/reference/asyncapi.json');

describe('the published language', () => {
  it('keeps what was released: a change that breaks somebody is a new version', () => {
    expect(brokenContracts(releasedLanguage(), currentLanguage())).toEqual([]);
  });

  it('is released: node infra/scripts/release-contracts.mjs', () => {
    expect(currentLanguage()).toEqual(releasedLanguage());
  });

  const released: JsonSchema = {
    type: 'object',
    properties: { centre: { type: 'string' }, kind: { enum: ['a', 'b'] } },
    required: ['centre'],
  };
  const changed: readonly [string, JsonSchema, readonly string[]][] = [
    ['a field that is gone', { ...released, properties: { centre: { type: 'string' } } }, ['kind']],
    [
      'another value in a list',
      { ...released, properties: { ...released.properties, kind: { enum: ['a', 'b', 'c'] } } },
      ['kind'],
    ],
    [
      'another type',
      { ...released, properties: { ...released.properties, centre: { type: 'number' } } },
      ['centre'],
    ],
    ['a field that may be missing', { ...released, required: [] }, ['required']],
    [
      'a field that must be there',
      {
        ...released,
        properties: { ...released.properties, more: { type: 'string' } },
        required: ['centre', 'more'],
      },
      ['required'],
    ],
    ['no object', { ...released, type: 'array' }, ['whole']],
  ];
  it.each(changed)('would be brokenContracts by %s', (_, current, parts) => {
    const found = incompatibilities(released, current);
    expect(found).toHaveLength(parts.length);
    expect(parts.every((part, i) => found[i]?.includes(part))).toBe(true);
  });

  it('would be brokenContracts by a contract that is gone, or is said elsewhere', () => {
    const [now, before] = [
      { topic: 'b', schema: released },
      { topic: 'a', schema: released },
    ];
    expect(brokenContracts({ 'x.v1': before, 'y.v1': before }, { 'x.v1': now })).toEqual([
      'x.v1 has moved to b',
      'y.v1 is gone',
    ]);
  });

  it('may grow by a field that need not be there', () => {
    const properties = { ...released.properties, more: { type: 'string' } };
    expect(incompatibilities(released, { ...released, properties })).toEqual([]);
  });
});

describe('the topics of infra/kafka', () => {
  it('are those that the contracts are said on, each written by the owner of its contracts', () => {
    const said = Object.entries(contractsOf).flatMap(([owner, contracts]) =>
      [...new Set(contracts.map(({ topic }) => topic))].map((name) => ({ name, owner })),
    );
    const declared = declaredTopics.map(({ name, owner }) => ({ name, owner }));
    expect(new Set(declared)).toEqual(new Set(said));
    expect(declared).toHaveLength(said.length);
  });

  it('take messages of five megabytes and more, and keep them for weeks', () => {
    for (const { partitions, configuration } of declaredTopics) {
      expect(partitions).toBeGreaterThanOrEqual(3);
      expect(Number(configuration['max.message.bytes'])).toBe(6 * 1_048_576);
      expect(Number(configuration['retention.ms'])).toBeGreaterThanOrEqual(14 * 86_400_000);
    }
  });
});

const errorsIn = (diagnostics: readonly { readonly severity: number }[]) =>
  diagnostics.filter(({ severity }) => severity === 0);

describe('docs/reference/asyncapi.json', () => {
  const document = readFileSync(DOCUMENT, 'utf8');

  it('is what the parser of AsyncAPI takes without an error', async () => {
    const { document: parsed, diagnostics } = await new Parser().parse(document);
    expect(errorsIn(diagnostics)).toEqual([]);
    expect(
      parsed
        ?.channels()
        .all()
        .map((channel) => channel.address())
        .sort(),
    ).toEqual(declaredTopics.map(({ name }) => name).sort());
    expect(parsed?.components().messages().all()).toHaveLength(publishedLanguage.length);
  });

  it('would be refused with a mistake in it', async () => {
    const { diagnostics } = await new Parser().parse(document.replaceAll('"address"', '"adress"'));
    expect(errorsIn(diagnostics)).not.toEqual([]);
  });
});
