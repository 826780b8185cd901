import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LISTENS_MS_MAX = 60_000;

const listens = (port) =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1000 });
    const answer = (listening) => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });

/** One process of a cluster. */
export class KafkaNode {
  #child;

  constructor({ id, ports, folder, jars, heapMb }) {
    Object.assign(this, { id, ports, folder, jars, heapMb });
  }

  get broker() {
    return `127.0.0.1:${this.ports.CLIENTS}`;
  }

  get pid() {
    return this.#child?.pid;
  }

  /** Resolves when the node listens. Also starts it again after it was killed. */
  async start() {
    const log = openSync(path.join(this.folder, 'log'), 'a');
    this.#child = spawn(
      'java',
      [
        `-Xmx${this.heapMb}m`,
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
        '-cp',
        path.join(this.jars, '*'),
        'kafka.Kafka',
        path.join(this.folder, 'server.properties'),
      ],
      { cwd: this.folder, stdio: ['ignore', log, log] },
    );
    closeSync(log);
    writeFileSync(this.#pidFile, String(this.#child.pid));
    await this.#untilListening(this.#child);
  }

  /** Kills the node as a power failure would: it writes nothing and tells no other node. */
  async kill() {
    await this.#end('SIGKILL');
  }

  async stop() {
    await this.#end('SIGTERM');
  }

  get #pidFile() {
    return path.join(this.folder, 'pid');
  }

  async #end(signal) {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    rmSync(this.#pidFile, { force: true });
  }

  async #untilListening(child) {
    const end = Date.now() + LISTENS_MS_MAX;
    while (!(await listens(this.ports.CLIENTS))) {
      const over = child.exitCode !== null || child.signalCode !== null;
      if (over || Date.now() > end) {
        const log = readFileSync(path.join(this.folder, 'log'), 'utf8').slice(-4000);
        throw new Error(`Kafka node ${this.id} does not listen:\n${log}`);
      }
      await sleep(50);
    }
  }
}
