import type { Json, TestInstallation } from '@talentloop/testing/journeys';
import { startWorld } from './steps/world';

let app: TestInstallation;
let document: Json;

beforeAll(async () => {
  app = await startWorld();
  document = (await app.as('portal').get('/openapi.json')).body;
});
afterAll(() => app.stop());

const refsIn = (value: Json): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    name === '$ref' ? [String(each)] : refsIn(each),
  );
};

it('refers to nothing that it does not have', () => {
  const broken = refsIn(document).filter((ref) => {
    const parts = ref.replace(/^#\//, '').split('/');
    return (
      parts.reduce<Json>((at, part) => (part === '' ? undefined : at?.[part]), document) ===
      undefined
    );
  });
  expect([...new Set(broken)]).toEqual([]);
});
