/**
 * The architecture as rules: one sentence each, every one seen to fail on
 * test/architecture/planted.
 */
const src = (role) => `^apps/[^/]+/src/${role}/`;
const spec = '\\.spec\\.ts$';
/** `domain/<aggregate>/<aggregate>.ts`, and the events beside it. */
const decider = '^apps/[^/]+/src/domain/([^/]+)/\\1\\.ts$';
const events = '^apps/[^/]+/src/domain/[^/]+/events\\.ts$';
/** What plain code may stand on: the kernel, and the park's languages and local time. */
const plain = '^libs/(event-sourcing|locale)/index\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-plain',
      comment:
        'The domain is plain TypeScript over the kernel and the locale: no framework, no package.',
      severity: 'error',
      from: { path: src('domain'), pathNot: spec },
      to: { pathNot: [src('domain'), plain] },
    },
    {
      name: 'read-models-know-events-only',
      comment: 'A read model is a function of events: it imports deciders, events and values.',
      severity: 'error',
      from: { path: src('projections'), pathNot: [spec, '\\.queries\\.ts$'] },
      to: { pathNot: [src('projections'), decider, events, src('domain/values'), plain] },
    },
    {
      name: 'processes-are-plain',
      comment:
        'A process turns events into commands; it reads the domain and its deadline table alone.',
      severity: 'error',
      from: { path: src('processes'), pathNot: spec },
      to: { pathNot: [src('processes'), src('domain'), src('projections'), plain] },
    },
    {
      name: 'domain-does-not-look-outward',
      comment: 'Data goes one way: the domain knows no projection, process, storage, bus or HTTP.',
      severity: 'error',
      from: { path: src('domain') },
      to: { path: src('(projections|processes|integration|storage|http|application)') },
    },
    {
      name: 'apps-are-islands',
      comment:
        'Services speak by contracts; only the all-in-one process and the reference import them.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/(all-in-one|reference)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'services-enter-by-their-module',
      comment:
        'The all-in-one process takes a service whole: its module, which carries its definition.',
      severity: 'error',
      from: { path: '^apps/all-in-one/' },
      to: { path: '^apps/(?!all-in-one/)', pathNot: '^apps/([^/]+)/src/\\1\\.module\\.ts$' },
    },
    {
      name: 'infra-does-not-import-tests',
      comment: 'What scripts and tests both read is a library, or the reference.',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^test/' },
    },
    {
      name: 'tests-do-not-import-infra',
      comment: 'What scripts and tests both read is a library, or the reference.',
      severity: 'error',
      from: { path: '^test/' },
      to: { path: '^infra/' },
    },
    {
      name: 'libs-never-import-apps',
      comment: 'A library does not know who uses it.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'libs-enter-by-their-index',
      comment: "A library's index.ts is the only way in.",
      severity: 'error',
      from: { path: '^(apps|test)/' },
      to: {
        path: '^libs/',
        pathNot: ['^libs/[^/]+/index\\.ts$', '^libs/(contracts|testing)/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'libs-enter-each-other-by-their-index',
      comment: "A library's index.ts is the only way in, for other libraries too.",
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: {
        path: '^libs/',
        pathNot: ['^libs/$1/', '^libs/[^/]+/index\\.ts$', '^libs/contracts/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'kernel-stands-alone',
      comment: 'The kernel has no npm dependency and knows no other library.',
      severity: 'error',
      from: { path: '^libs/event-sourcing/', pathNot: spec },
      to: { pathNot: ['^libs/event-sourcing/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'command-bus-at-the-rim',
      comment:
        'The command bus is where commands come in: libs/http, application/, http/, the module.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: ['^libs/http/', src('(application|http)'), '\\.module\\.ts$'],
      },
      to: { path: 'node_modules/@nestjs/cqrs' },
    },
    {
      name: 'event-store-client-in-its-library',
      comment: "A vendor's event store client stays inside its adapter.",
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/event-store-kurrentdb/' },
      to: { path: '(^|node_modules/)@eventstore/' },
    },
    {
      name: 'kafka-client-in-its-library',
      comment: 'The Kafka client stays inside its adapter.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/integration-bus-kafka/' },
      to: { path: '(^|node_modules/)kafkajs' },
    },
    {
      name: 'no-cycles',
      comment: 'What depends on each other is one thing: join it or turn one arrow round.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-drawers',
      comment: 'A folder is named for what it holds; a drawer for everything holds nothing.',
      severity: 'error',
      from: {},
      to: {
        path: [
          '^(apps|libs)/.*/(common|shared|utils?|helpers?|misc)(/|[.]ts$)',
          '^libs/(common|shared|utils?|helpers?|misc)/',
        ],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test/bench|test/architecture/planted)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'import', 'default'],
    },
  },
};
