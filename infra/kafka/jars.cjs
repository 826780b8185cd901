// Where Apache Kafka comes from: jars of Maven Central, kept under node_modules/.cache, so that a
// second run needs no network. CommonJS, because jest.config.js asks whether a broker can be had.
const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const { accessSync, constants, existsSync, mkdirSync, mkdtempSync } = require('node:fs');
const { readFileSync, renameSync, rmSync } = require('node:fs');
const path = require('node:path');

const POM = path.join(__dirname, 'pom.xml');
const CACHE = path.resolve(__dirname, '../../node_modules/.cache/kafka');

/** One folder per version of the pom: what it names is what runs. */
const jarsFolder = () => {
  const digest = createHash('sha256').update(readFileSync(POM)).digest('hex');
  return path.join(CACHE, digest.slice(0, 12));
};

const onPath = (program) =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** Why no broker can be had here; undefined when one can. */
const whyNoKafka = () => {
  if (process.platform === 'win32') return 'the broker of the tests runs on Linux and macOS';
  if (!onPath('java')) return 'java (17 or later) is not installed';
  if (!existsSync(jarsFolder()) && !onPath('mvn')) return 'mvn is not installed';
  return undefined;
};

const run = (program, args, options) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const out of [child.stdout, child.stderr]) out.on('data', (text) => (said += text));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(said) : reject(new Error(`${program} ended with ${code}:\n${said}`)),
    );
  });

/** The folder of the jars, fetched with Maven the first time. Several processes may ask at once. */
const fetchJars = async () => {
  const folder = jarsFolder();
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const fetched = mkdtempSync(path.join(CACHE, 'fetching-'));
  try {
    const goal = ['-q', '-B', '-f', POM, 'dependency:copy-dependencies'];
    await run('mvn', [...goal, `-DoutputDirectory=${fetched}`], { cwd: CACHE });
    renameSync(fetched, folder);
  } catch (error) {
    rmSync(fetched, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
};

module.exports = { fetchJars, run, whyNoKafka };
