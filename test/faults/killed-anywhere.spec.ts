import { eventCounts, settled } from '../journeys/steps/settled';
import { Installation } from './steps/installation';
import { KilledJourneys } from './steps/kills';

/** The long form takes hundreds; the gate takes what fits its time. */
const KILLS = Number(process.env['TALENTLOOP_KILLS'] ?? 12);
const SEED = Number(process.env['TALENTLOOP_SEED'] ?? 20_261_123);
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
  journeys = new KilledJourneys({ installation, counted, seed: SEED });
  expect(await journeys.rehearse()).toBeGreaterThan(60);
}, 90_000);
afterAll(() => installation.remove(), 30_000);

it(
  `loses nothing and does nothing twice when it is killed, ${KILLS} times (seed ${SEED})`,
  () => journeys.survive(KILLS),
  60_000 + KILLS * START_MS_MAX,
);
