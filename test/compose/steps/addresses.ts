import path from 'node:path';
import type { ComposeService } from './compose-file';
import type { Running } from './running';

type Environment = Readonly<Record<string, string>>;

/** A loopback network, different for each run, so that two runs on one machine do not collide. */
const NETWORK = `127.${100 + ((process.pid >> 8) % 100)}.${process.pid % 256}`;

/** Translates a container's network and volumes to this machine. */
export class Addresses {
  private readonly own: ReadonlyMap<string, string>;

  constructor(
    private readonly services: Readonly<Record<string, ComposeService>>,
    /** The folder that holds one folder per volume. */
    private readonly volumes: string,
    private readonly running: ReadonlyMap<string, Running>,
  ) {
    this.own = new Map(Object.keys(services).map((name, i) => [name, `${NETWORK}.${i + 1}`]));
  }

  of(name: string): string {
    const address = this.own.get(name);
    if (address === undefined) throw new Error(`The file has no service ${name}.`);
    return address;
  }

  /** A line from a container's configuration, as it must read on this machine. */
  translate(name: string, line: string): string {
    const here = this.of(name);
    let translated = line
      .replaceAll(/\b(?:127\.0\.0\.1|localhost|0\.0\.0\.0)(?=:\d|$)/g, here)
      .replaceAll(/:\/\/(?=:\d)/g, `://${here}`);
    for (const other of this.own.keys()) {
      const named = new RegExp(`(?<![\\w.-])${other}:(\\d+)`, 'g');
      translated = translated.replaceAll(named, (_, port: string) => this.find(name, other, +port));
    }
    for (const { source, target } of this.services[name]?.volumes ?? []) {
      if (translated === target) translated = path.join(this.volumes, source);
    }
    return translated;
  }

  environment(name: string, environment: Environment): Environment {
    return Object.fromEntries(
      Object.entries(environment).map(([key, value]) => [key, this.translate(name, value)]),
    );
  }

  private find(name: string, other: string, port: number): string {
    const running = this.running.get(other);
    if (running) return running.at(port);
    const ours = this.services[other]?.build !== undefined;
    if (ours || other === name) return `${this.of(other)}:${port}`;
    throw new Error(`${name} names ${other}, and does not wait for it.`);
  }
}
