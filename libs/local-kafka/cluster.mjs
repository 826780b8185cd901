// A real Kafka for tests and developers: one KRaft node or three, on loopback, on free ports, in a
// folder that is deleted at the end.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import jarsOf from './jars.cjs';
import { KafkaNode } from './node.mjs';
import { settingsOf } from './settings.mjs';

const { fetchJars, run } = jarsOf;

const HEAP_MB = { 1: 512, 3: 320 };

/** A UUID in Kafka's own form. It must not begin like an option. */
const uuid = () => {
  const text = randomBytes(16).toString('base64url');
  return text.startsWith('-') ? uuid() : text;
};

const freePorts = async (names) => {
  const servers = await Promise.all(
    names.map(
      () =>
        new Promise((resolve, reject) => {
          const server = createServer().once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return Object.fromEntries(names.map((name, i) => [name, ports[i]]));
};

/** A certificate for 127.0.0.1, and the operator's account. */
const secure = (folder) => {
  const keystore = { file: path.join(folder, 'keys.p12'), password: uuid() };
  const store = ['-keystore', keystore.file, '-storepass', keystore.password, '-alias', 'kafka'];
  run('keytool', [
    '-genkeypair',
    ...store,
    '-storetype',
    'PKCS12',
    '-keyalg',
    'EC',
    '-validity',
    '7',
    '-dname',
    'CN=127.0.0.1',
    '-ext',
    'SAN=ip:127.0.0.1',
  ]);
  const certificate = run('keytool', ['-exportcert', '-rfc', ...store]);
  return { keystore, certificate, admin: { username: 'admin', password: uuid() } };
};

const accounts = ({ admin }, users) =>
  Object.entries({ ...users, [admin.username]: admin.password }).flatMap(([name, password]) => [
    '--add-scram',
    `SCRAM-SHA-512=[name=${name},password=${password}]`,
  ]);

const format = (nodes, { jars, security, users }) => {
  const cluster = uuid();
  const controllers = nodes
    .map(({ id, ports }) => `${id}@127.0.0.1:${ports.CONTROLLER}:${uuid()}`)
    .join(',');
  const alone = nodes.length === 1;
  for (const { folder } of nodes) {
    run('java', [
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
      '-cp',
      path.join(jars, '*'),
      'kafka.tools.StorageTool',
      'format',
      '-t',
      cluster,
      '-c',
      path.join(folder, 'server.properties'),
      ...(alone ? ['--standalone'] : ['--initial-controllers', controllers]),
      ...(security ? accounts(security, users) : []),
    ]);
  }
};

/**
 * Starts a shell that waits for the end of this process's pipe. The pipe ends however this process
 * ends.
 */
const cleanUpAfterKill = (folder) => {
  const script =
    'cat >/dev/null; ' +
    'for f in "$1"/*/pid; do [ -f "$f" ] && kill -KILL "$(cat "$f")"; done; rm -rf "$1"';
  const shell = spawn('/bin/sh', ['-c', script, 'sh', folder], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  shell.stdin.unref();
};

/**
 * Starts Kafka. `nodes` is 1 or 3. With `users` (name → password), clients must use TLS and
 * SCRAM-SHA-512, and access rules limit them; `security` in the result has the details. A node that
 * was killed may come back after `sessionMs`.
 */
export const startKafka = async ({ nodes: count = 1, users, sessionMs } = {}) => {
  const jars = fetchJars();
  const home = mkdtempSync(path.join(tmpdir(), 'talentloop-kafka-'));
  cleanUpAfterKill(home);
  const nodes = [];
  const stop = async () => {
    // Several nodes would wait for each other while stopping. Their folder is deleted anyway, so
    // they are killed.
    await Promise.all(nodes.map((node) => (count === 1 ? node.stop() : node.kill())));
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const security = users && secure(home);
    for (let id = 1; id <= count; id += 1) {
      const folder = path.join(home, String(id));
      mkdirSync(folder);
      const ports = await freePorts(['CLIENTS', 'NODES', 'CONTROLLER']);
      nodes.push(new KafkaNode({ id, ports, folder, jars, heapMb: HEAP_MB[count] }));
    }
    for (const node of nodes) {
      const folder = path.join(node.folder, 'data');
      const settings = settingsOf({ node, nodes, folder, security, sessionMs });
      writeFileSync(path.join(node.folder, 'server.properties'), settings);
    }
    format(nodes, { jars, security, users });
    await Promise.all(nodes.map((node) => node.start()));
    return {
      nodes,
      brokers: nodes.map(({ broker }) => broker).join(','),
      ...(security && { certificate: security.certificate, admin: security.admin }),
      logs: () =>
        nodes.map(({ folder }) => readFileSync(path.join(folder, 'log'), 'utf8')).join(''),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
