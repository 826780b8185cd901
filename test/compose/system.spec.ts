import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { declaredTopics, kafkaConnection, withAdmin } from '@talentloop/integration-bus-kafka';
import type { Caller } from '@talentloop/testing/journeys';
import { serviceNames } from '@talentloop/service-catalogue';
import { Client } from 'pg';
import { newcomer } from '../journeys/steps/bodies';
import { findAddresses, Traveller } from '../journeys/steps/traveller';
import type { Who } from '../journeys/steps/world';
import { type ComposeFile, readCompose } from './steps/compose-file';
import { ImageBuilder } from './steps/image';
import { ComposedSystem } from './steps/system';

// The first run downloads packages and builds every program, as for an image.
jest.setTimeout(600_000);

type Environment = Readonly<Record<string, string>>;

/** The number of events in PostgreSQL; 0 if it holds no log. */
const eventsInPostgres = async ({ DATABASE_URL }: Environment): Promise<number> => {
  const client = new Client({ connectionString: DATABASE_URL });
  await client.connect();
  try {
    const table = await client.query("SELECT to_regclass('talent_onboarding.events') AS name");
    if (table.rows[0]?.name === null) return 0;
    const { rows } = await client.query('SELECT count(*)::int AS n FROM talent_onboarding.events');
    return rows[0].n;
  } finally {
    await client.end();
  }
};

/** The number of messages on the topics; 0 without Kafka. */
const messagesOnKafka = async (environment: Environment): Promise<number> => {
  const connection = kafkaConnection(environment);
  if (!connection) return 0;
  return withAdmin(connection, async (admin) => {
    const offsets = await Promise.all(
      declaredTopics.map(({ name }) => admin.fetchTopicOffsets(name)),
    );
    return offsets.flat().reduce((sum, { high }) => sum + Number(high), 0);
  });
};

let folder: string;
let images: ImageBuilder;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'talentloop-images-'));
  images = new ImageBuilder(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const WHOLE = ['docker-compose.yml'];
const POSTGRES_ONLY = [...WHOLE, 'infra/docker/postgres-only.yml'];

describe.each([
  { title: 'the whole system', files: WHOLE, onKafka: true },
  { title: 'on PostgreSQL alone', files: POSTGRES_ONLY, onKafka: false },
])('$title, by the commands and health checks of its compose file', ({ files, onKafka }) => {
  let file: ComposeFile;
  let system: ComposedSystem | undefined;
  let urlOf: (path: string) => string;

  beforeAll(async () => {
    file = await readCompose(...files);
    system = await ComposedSystem.start(file, images);
    urlOf = await findAddresses(serviceNames.map((name) => composed().urlOf(name)));
  });
  afterAll(() => system?.remove());

  const composed = (): ComposedSystem => system ?? fail('nothing was started');
  const as = (who: Who): Caller => new Traveller(urlOf, who, undefined);

  it('leaves no service of the file out', () => {
    expect([...composed().running.keys()].sort()).toEqual(Object.keys(file.services).sort());
  });

  it('runs as somebody who is not root, in production unless the file says otherwise', () => {
    for (const { user, environment } of composed().images.values()) {
      expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
      expect(environment).toMatchObject({ NODE_ENV: 'production' });
    }
  });

  it('opens a case at the centre for whoever the portal registers', async () => {
    const { id } = await as('portal').do('/talents', newcomer);
    const { items } = await as('auditor').see(
      `/cases?talentId=${id}`,
      (found) => found.items.length > 0,
    );
    expect(items[0]).toMatchObject({ talentId: id });
  });

  it('kept the events, and carried the message, where the file says', async () => {
    const environment = composed().environmentOf('service-centre-worker');
    expect((await eventsInPostgres(environment)) > 0).toBe(!onKafka);
    expect((await messagesOnKafka(environment)) > 0).toBe(onKafka);
  });

  it('ends every program with 0, within its grace, when it is told to stop', async () => {
    const codes = await composed().stopPrograms();
    expect(Object.keys(codes).sort()).toEqual(
      Object.keys(file.services)
        .filter((name) => file.services[name]?.build)
        .sort(),
    );
    expect(new Set(Object.values(codes))).toEqual(new Set([0]));
  });
});

const fail = (why: string): never => {
  throw new Error(why);
};
