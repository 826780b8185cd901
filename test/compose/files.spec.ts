import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { settingsOf } from '@talentloop/local-kafka';
import { serviceNames } from '@talentloop/service-catalogue';
import { type ComposeFile, readCompose, ROOT } from './steps/compose-file';
import { hadolint } from './steps/tools';

// The checking programs are downloaded the first time.
jest.setTimeout(300_000);

const COMPOSE = 'docker-compose.yml';
const DOCKERFILE = path.join(ROOT, 'infra/docker/Dockerfile');
const files = [[COMPOSE], [COMPOSE, 'infra/docker/postgres-only.yml']];

let folder: string;
let whole: ComposeFile;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'talentloop-compose-files-'));
  whole = await readCompose(COMPOSE);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A copy with one text replaced. The text must exist. */
const changed = async (file: string, from: string, to: string): Promise<string> => {
  const text = await readFile(path.join(ROOT, file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not say ${from}.`);
  const copy = path.join(folder, path.basename(file));
  await writeFile(copy, text.replace(from, to));
  return copy;
};

describe.each(files)('%s %s', (...given) => {
  const read = (): Promise<ComposeFile> => readCompose(...given.filter((name) => name));

  it('is what Docker Compose reads', async () => {
    expect(Object.keys((await read()).services)).toContain('postgres');
  });

  it('has each service of ours as api and as worker', async () => {
    const { services } = await read();
    for (const app of serviceNames) {
      const programs = Object.values(services).filter(({ build }) => build?.args['APP'] === app);
      const commands = programs.map(({ command }) => command?.join(' ') ?? 'of the image');
      expect(commands.sort()).toEqual(['node main/worker.js', 'of the image']);
    }
  });

  it('watches, restarts and gently stops what runs on; somebody waits for what ends', async () => {
    const { services } = await read();
    for (const [name, service] of Object.entries(services)) {
      const awaited = Object.values(services).some(
        ({ depends_on: on }) => on[name]?.condition === 'service_completed_successfully',
      );
      if (awaited) expect(service).toMatchObject({ restart: 'on-failure:5' });
      else {
        expect(service).toMatchObject({ restart: 'unless-stopped' });
        expect([name, service.healthcheck, service.stop_grace_period]).not.toContain(undefined);
      }
    }
  });

  it('waits for services, and mounts volumes, that are in the file', async () => {
    const { services, volumes } = await read();
    for (const { depends_on: on, volumes: mounts } of Object.values(services)) {
      expect(Object.keys(services)).toEqual(expect.arrayContaining(Object.keys(on)));
      const sources = mounts.map(({ source }) => source);
      expect(Object.keys(volumes)).toEqual(expect.arrayContaining(sources));
    }
  });

  it('publishes on loopback only, and runs images of a given version', async () => {
    for (const { ports, image, build } of Object.values((await read()).services)) {
      for (const port of ports) expect(port.host_ip).toBe('127.0.0.1');
      if (!build) expect(image).toMatch(/:\d+(\.\d+)*$/);
    }
  });
});

it.each([
  ['restart: on-failure:5', 'restrat: on-failure:5', /restrat/],
  ['KAFKA_NODE_ID: 1', '  KAFKA_NODE_ID: 1', /yaml/],
  ['start_period: 60s', 'interval: soon', /already defined/],
])('a compose file is refused when "%s" reads "%s"', async (from, to, why) => {
  await expect(readCompose(await changed(COMPOSE, from, to))).rejects.toThrow(why);
});

describe('the Dockerfile', () => {
  const lint = async (file: string): Promise<unknown> =>
    promisify(execFile)(await hadolint(), [file]);

  it('is as hadolint wants it', async () => {
    await expect(lint(DOCKERFILE)).resolves.toMatchObject({ stdout: '' });
  });

  it.each([
    ['CMD ["node", "main/main.js"]', 'CMD node main/main.js', /DL3025/],
    ['FROM node:24-bookworm-slim AS build', 'FROM node AS build', /DL3006/],
  ])('is refused when "%s" reads "%s"', async (from, to, why) => {
    const copy = await changed('infra/docker/Dockerfile', from, to);
    await expect(lint(copy)).rejects.toMatchObject({ stdout: expect.stringMatching(why) });
  });
});

describe('Kafka in the compose file', () => {
  it('is the version that the tests run', async () => {
    const pom = await readFile(path.join(ROOT, 'libs/local-kafka/pom.xml'), 'utf8');
    const [, version] =
      /<artifactId>kafka_[\d.]+<\/artifactId>\s*<version>([\d.]+)</.exec(pom) ?? [];
    expect(whole.services['kafka']?.image).toBe(`apache/kafka:${version}`);
  });

  it('is set as the node of the tests where that is not about this machine or haste', () => {
    const node = { id: 1, ports: {} };
    const settings = settingsOf({ node, nodes: [node], folder: '' })
      .trim()
      .split('\n');
    const shared = settings.filter((line) =>
      /^(auto|default|min|offsets|transaction|share|group|process|node)\./.test(line),
    );
    expect(shared.length).toBeGreaterThan(12);
    const { environment = {} } = whole.services['kafka'] ?? {};
    for (const line of shared) {
      const [name = '', value] = line.split('=');
      const variable = `KAFKA_${name.replaceAll('.', '_').toUpperCase()}`;
      expect([variable, environment[variable]]).toEqual([variable, value]);
    }
  });
});
