import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from '@talentloop/testing';
import { Addresses } from './addresses';
import { type ComposeFile, type ComposeService } from './compose-file';
import type { Image, ImageBuilder } from './image';
import { type Running, RunningProcess } from './running';
import { servers } from './servers';

const HEALTHY_MS_MAX = 120_000;

/**
 * The services of a compose file without a Docker engine. Each starts when its dependencies are in
 * the state that the file requires. Each has a loopback address of its own, so it uses the ports of
 * the file.
 */
export class ComposedSystem {
  readonly running = new Map<string, Running>();
  readonly images = new Map<string, Image>();
  private readonly starting = new Map<string, Promise<Running>>();
  private readonly addresses: Addresses;

  private constructor(
    readonly services: ComposeFile['services'],
    private readonly folder: string,
  ) {
    this.addresses = new Addresses(services, path.join(folder, 'volumes'), this.running);
  }

  /**
   * Resolves once every service runs and is healthy, or has ended successfully if it is a one-time
   * service.
   */
  static async start(
    { services, volumes }: ComposeFile,
    builder: ImageBuilder,
  ): Promise<ComposedSystem> {
    const folder = await mkdtemp(path.join(tmpdir(), 'talentloop-compose-'));
    const system = new ComposedSystem(services, folder);
    try {
      for (const volume of Object.keys(volumes))
        await mkdir(path.join(folder, 'volumes', volume), { recursive: true });
      await system.build(builder);
      const names = Object.keys(services);
      await Promise.all(names.map((name) => system.started(name)));
      await Promise.all(names.map((name) => system.settled(name)));
      return system;
    } catch (error) {
      await system.remove();
      throw error;
    }
  }

  /** The address at which the host reaches the service. */
  urlOf(name: string): string {
    const [port] = this.services[name]?.ports ?? [];
    if (!port) throw new Error(`${name} publishes no port.`);
    return `http://${this.addresses.of(name)}:${port.target}`;
  }

  /** The environment of a service's program, translated to this machine. */
  environmentOf(name: string): Readonly<Record<string, string>> {
    return this.addresses.environment(name, this.services[name]?.environment ?? {});
  }

  /**
   * Stops our own programs at the same time, each within its grace period. Returns their exit
   * codes.
   */
  async stopPrograms(): Promise<Readonly<Record<string, number | null>>> {
    const ours = [...this.running].filter(([name]) => this.services[name]?.build !== undefined);
    const codes = ours.map(async ([name, program]) => {
      let code: number | null | undefined;
      void program.stop().then((ended) => (code = ended));
      const graceMs = parseInt(this.services[name]?.stop_grace_period ?? '10s', 10) * 1_000;
      await until(`${name} has ended`, () => code !== undefined, graceMs);
      return [name, code] as const;
    });
    return Object.fromEntries(await Promise.all(codes)) as Record<string, number | null>;
  }

  async remove(): Promise<void> {
    await Promise.allSettled(this.starting.values());
    const [programs, others] = [true, false].map((ours) =>
      [...this.running].filter(([name]) => (this.services[name]?.build !== undefined) === ours),
    );
    for (const group of [programs, others])
      await Promise.all((group ?? []).map(([, running]) => running.stop()));
    await rm(this.folder, { recursive: true, force: true });
  }

  private async build(builder: ImageBuilder): Promise<void> {
    for (const [name, { build }] of Object.entries(this.services)) {
      if (build) this.images.set(name, await builder.build(build));
    }
  }

  private started(name: string): Promise<Running> {
    const known = this.starting.get(name) ?? this.begin(name);
    this.starting.set(name, known);
    return known;
  }

  private async begin(name: string): Promise<Running> {
    const service = this.services[name];
    if (!service) throw new Error(`Something depends on ${name}, which is not in the file.`);
    await Promise.all(
      Object.keys(service.depends_on).map(async (other) => {
        await this.started(other);
        await this.settled(other);
      }),
    );
    const running = service.build ? this.program(name, service) : await this.server(name, service);
    this.running.set(name, running);
    return running;
  }

  private program(name: string, service: ComposeService): Running {
    const image = this.images.get(name);
    if (!image) throw new Error(`${name} has no image.`);
    const environment = { ...image.environment, ...service.environment };
    const translate = (line: string): string => this.addresses.translate(name, line);
    return new RunningProcess({
      command: service.command ?? image.command,
      environment: this.addresses.environment(name, environment),
      folder: path.join(image.root, image.workdir),
      address: this.addresses.of(name),
      ...(service.healthcheck && { healthcheck: service.healthcheck.test.map(translate) }),
    });
  }

  private async server(
    name: string,
    { image = '', environment }: ComposeService,
  ): Promise<Running> {
    const start = servers[image.replace(/:[^:]*$/, '')];
    if (!start) throw new Error(`${name}: nothing here stands for the image ${image}.`);
    const folder = path.join(this.folder, 'servers', name);
    await mkdir(folder, { recursive: true });
    const address = this.addresses.of(name);
    return start({ environment: this.addresses.environment(name, environment), address, folder });
  }

  /**
   * Waits until a service with a health check is healthy, or until one without has ended
   * successfully.
   */
  private async settled(name: string): Promise<void> {
    const running = this.running.get(name);
    if (!running) throw new Error(`${name} was not started.`);
    if (this.services[name]?.healthcheck)
      return until(`${name} is healthy`, () => running.isHealthy(), HEALTHY_MS_MAX);
    if (!(running instanceof RunningProcess)) throw new Error(`${name} has no health check.`);
    if ((await running.ended) !== 0) throw new Error(`${name} failed:\n${running.log}`);
  }
}
