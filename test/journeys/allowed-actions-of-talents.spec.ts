import type { TestInstallation } from '@talentloop/testing/journeys';
import { talents } from './steps/kinds';
import { liesOf, type Stage, stageOn } from './steps/offers';
import { startWorld } from './steps/world';

let app: TestInstallation;
let stage: Stage;

beforeAll(async () => {
  app = await startWorld();
  stage = stageOn(app);
}, 60_000);
afterAll(() => app.stop());

describe('talents offer exactly what they grant', () => {
  it.each(Object.keys(talents.ways))(
    '%s',
    async (way) => {
      expect(await liesOf(talents, way, stage)).toEqual([]);
    },
    60_000,
  );
});
