import { eventCounts, settled } from '../journeys/steps/settled';
import { kills, seed } from './steps/counts';
import { Installation } from './steps/installation';
import { KilledJourneys } from './steps/kills';

const START_MS_MAX = 10_000;

let installation: Installation;
let journeys: KilledJourneys;

beforeAll(async () => {
  installation = await Installation.create();
  const postgres = await installation.connectionString();
  const counted = async () => {
    await settled(postgres);
    return eventCounts(postgres);
  };
  journeys = new KilledJourneys({ installation, counted, seed });
  expect(await journeys.rehearse()).toBeGreaterThan(60);
}, 150_000);
afterAll(() => installation.remove(), 30_000);

it(
  `loses nothing and does nothing twice when it is killed, ${kills} times (seed ${seed})`,
  () => journeys.survive(kills),
  60_000 + kills * START_MS_MAX,
);
