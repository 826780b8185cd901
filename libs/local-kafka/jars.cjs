// Downloads Apache Kafka as jars from Maven Central into node_modules/.cache, so that a second run
// needs no network. This file is CommonJS and synchronous, because specs call it before they define
// their tests.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { accessSync, constants, existsSync, mkdirSync, mkdtempSync } = require('node:fs');
const { readFileSync, renameSync, rmSync } = require('node:fs');
const path = require('node:path');

const POM = path.join(__dirname, 'pom.xml');
const CACHE = path.resolve(__dirname, '../../node_modules/.cache/kafka');

/** One folder per version of the pom. */
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

/** Runs a program to its end. If it fails, the error contains its output. */
const run = (program, args) => {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
};

/**
 * The folder of the jars, which Maven downloads the first time. Several processes may call this at
 * once.
 */
const fetchJars = () => {
  const folder = jarsFolder();
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const fetched = mkdtempSync(path.join(CACHE, 'fetching-'));
  try {
    const goal = ['-q', '-B', '-f', POM, 'dependency:copy-dependencies'];
    run('mvn', [...goal, `-DoutputDirectory=${fetched}`]);
    renameSync(fetched, folder);
  } catch (error) {
    rmSync(fetched, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
};

/**
 * The reason why no broker can run here; undefined if one can. In that case its jars exist
 * afterwards.
 */
const whyNoKafka = () => {
  if (process.platform === 'win32') return 'the broker of the tests runs on Linux and macOS';
  if (!onPath('java')) return 'java (17 or later) is not installed';
  if (!existsSync(jarsFolder()) && !onPath('mvn')) return 'mvn is not installed';
  try {
    fetchJars();
    return undefined;
  } catch (error) {
    const why = error.message.trim().split('\n').slice(0, 3).join(' ');
    return `Maven Central did not give it: ${why}`;
  }
};

module.exports = { fetchJars, run, whyNoKafka };
