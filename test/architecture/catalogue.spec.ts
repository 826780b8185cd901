import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ServiceEntry, serviceEntries, serviceNames } from '@talentloop/service-catalogue';
import { contractsOf, topicsOf } from '@talentloop/service-host';
import { serviceModules } from '../../apps/all-in-one/src/service-modules';
import { ROOT } from './source-files';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const [sample] = serviceEntries;
if (!sample) throw new Error('the catalogue is empty');
/** A service that nobody has written yet: every comparison must miss it. */
const planted: ServiceEntry = {
  name: 'planted-service',
  schema: 'planted_service',
  port: 3999,
  owns: 'nothing',
  tone: 'accent',
  resources: [{ path: 'planted-things', kind: 'Planted thing' }],
};

/** The services of a compose file, each with its own lines. */
const composed = (file: string): ReadonlyMap<string, string> => {
  const [, services = ''] = /^services:\n([^]*?)(?=^\S|$(?![^]))/m.exec(read(file)) ?? [];
  const blocks = services.split(/^ {2}(?=[a-z][\w-]*:)/m).slice(1);
  return new Map(blocks.map((block) => [block.slice(0, block.indexOf(':')), block]));
};

/** What lacks in docker-compose.yml of a service: its api on its port, its worker, its address. */
const lacksInCompose = ({ name, port }: ServiceEntry): readonly string[] => {
  const services = composed('docker-compose.yml');
  const [api = '', worker = ''] = [services.get(name), services.get(`${name}-worker`)];
  const wanted: readonly (readonly [string, boolean])[] = [
    ['image', api.includes(`APP: ${name} `)],
    ['port', api.includes(`'127.0.0.1:${port}:3000'`)],
    ['worker', worker.includes('main/worker.js') && worker.includes(`build: *${name}\n`)],
    ['address', read('docker-compose.yml').includes(`${name}=http://${name}:3000`)],
  ];
  return wanted.flatMap(([what, isThere]) => (isThere ? [] : [what]));
};

const lacksInPostgresOnly = ({ name }: ServiceEntry): readonly string[] => {
  const services = composed('infra/docker/postgres-only.yml');
  return [name, `${name}-worker`].filter((each) => services.get(each) !== `${each}: *service\n`);
};

interface Projects {
  readonly projects: Readonly<
    Record<string, { readonly root: string; readonly entryFile: string }>
  >;
}
const { projects }: Projects = JSON.parse(read('nest-cli.json'));

const lacksInNest = ({ name }: ServiceEntry): readonly string[] => {
  const wanted = [
    [name, 'main'],
    [`${name}-worker`, 'worker'],
  ] as const;
  return wanted.flatMap(([project, entryFile]) => {
    const found = projects[project];
    return found?.root === `apps/${name}` && found.entryFile === entryFile ? [] : [project];
  });
};

interface Topics {
  readonly topics: readonly { readonly name: string; readonly owner: string }[];
}
const { topics }: Topics = JSON.parse(read('infra/kafka/topics.json'));

const topicsOwnedBy = ({ name }: ServiceEntry): readonly string[] =>
  topics.filter(({ owner }) => owner === name).map((topic) => topic.name);

const isInReadme = ({ name, owns, port }: ServiceEntry): boolean =>
  read('README.md')
    .replaceAll(/ +/g, ' ')
    .includes(`| [${name}](apps/${name}) | ${owns} | ${port} |`);

describe.each(serviceEntries)('$name is in the catalogue', (entry) => {
  const { name, schema, resources } = entry;
  const module = serviceModules[serviceNames.indexOf(name)];

  it('and in the process of all services, as it is defined', () => {
    expect(module?.service).toMatchObject({ name, schema });
  });

  it('with every resource that auditors read', () => {
    const audited = module?.audited.map((each) => each.name);
    const kinds = resources.filter(({ kind }) => kind !== undefined);
    expect(kinds.map((each) => each.path).sort()).toEqual([...(audited ?? [])].sort());
  });

  it('with paths that it serves', () => {
    const { paths }: { paths: object } = JSON.parse(read('docs/reference/openapi.json'));
    const roots = Object.keys(paths).map((each) => each.split('/')[1]);
    for (const resource of resources) expect(roots).toContain(resource.path);
  });

  it('and has contracts on topics that Kafka knows as its own', () => {
    expect(topicsOwnedBy(entry)).toEqual(topicsOf(name));
    expect(topicsOf(name)).not.toEqual([]);
  });

  it('and is built and run, alone and with Docker Compose', () => {
    expect(lacksInNest(entry)).toEqual([]);
    expect(lacksInCompose(entry)).toEqual([]);
    expect(lacksInPostgresOnly(entry)).toEqual([]);
  });

  it('and in the table of README.md', () => {
    expect(isInReadme(entry)).toBe(true);
  });
});

it('a service that is left out somewhere is missed there', () => {
  expect(lacksInCompose(planted)).toEqual(['image', 'port', 'worker', 'address']);
  expect(lacksInCompose({ ...sample, port: planted.port })).toEqual(['port']);
  expect(lacksInPostgresOnly(planted)).toEqual([planted.name, `${planted.name}-worker`]);
  expect(lacksInNest(planted)).toEqual([planted.name, `${planted.name}-worker`]);
  expect(topicsOwnedBy(planted)).toEqual([]);
  expect(isInReadme(planted)).toBe(false);
});

it('the catalogue has every service that there is, and nothing twice', () => {
  const folders = readdirSync(path.join(ROOT, 'apps')).filter((app) =>
    existsSync(path.join(ROOT, 'apps', app, 'src/worker.ts')),
  );
  expect([...serviceNames].sort()).toEqual(folders.sort());
  expect(serviceModules.map(({ service }) => service.name)).toEqual(serviceNames);
  expect(Object.keys(contractsOf)).toEqual(serviceNames);
  for (const all of [
    serviceNames,
    serviceEntries.map(({ schema }) => schema),
    serviceEntries.map(({ port }) => String(port)),
    serviceEntries.flatMap(({ resources }) => resources.map((each) => each.path)),
  ])
    expect(new Set(all).size).toBe(all.length);
});
