import type { TestInstallation } from '@talentloop/testing/journeys';
import { traveller } from './steps/bodies';
import { casesOf, requestsOf } from './steps/kinds';
import { type Kind, liesOf, type Stage, stageOn } from './steps/offers';
import { settled } from './steps/settled';
import { startWorld } from './steps/world';

let app: TestInstallation;
let stage: Stage;
let talentId = '';

beforeAll(async () => {
  app = await startWorld();
  stage = stageOn(app);
  talentId = (await stage.as('portal').do('/talents', traveller)).id;
  await settled(app.connectionString);
}, 60_000);
afterAll(() => app.stop());

const kinds: readonly (readonly [string, Kind])[] = [
  ['cases', casesOf(() => talentId)],
  ['accommodation requests', requestsOf(() => talentId)],
];

describe.each(kinds)('%s offer exactly what they grant', (_, kind) => {
  it.each(Object.keys(kind.ways))(
    '%s',
    async (way) => {
      expect(await liesOf(kind, way, stage)).toEqual([]);
    },
    60_000,
  );
});
