import { createHttpApp } from '@talentloop/http';
import { getServiceEntry } from '@talentloop/service-catalogue';
import { openPlatform } from './platform';
import type { Role } from './role';
import { startService } from './running-service';
import { processModule, type ServiceModule } from './service-module';

/** Ends a process in order at the first SIGTERM or SIGINT. If that fails, it prints the error. */
export const endOnSignal = (end: () => Promise<void>): void => {
  let ending: Promise<void> | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      ending ??= end().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
};

/**
 * Runs one service in a process of its own: as `api` (its paths, on PORT, by default the port in
 * the catalogue) or as `worker` (the followers of its log, with health and metrics on PORT, by
 * default a free one). Needs DATABASE_URL. A process that cannot start prints the reason in one
 * line and exits with code 1.
 */
export const runService = (module: ServiceModule, role: Exclude<Role, 'both'>): Promise<void> =>
  start(module, role).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    console.error(`${module.service.name} ${role} did not start: ${why}`);
    process.exit(1);
  });

const start = async (module: ServiceModule, role: Exclude<Role, 'both'>): Promise<void> => {
  const connectionString = process.env['DATABASE_URL'];
  if (!connectionString) throw new Error('DATABASE_URL must name the PostgreSQL database.');
  const { service } = module;
  const name = `${service.name} ${role}`;
  const platform = await openPlatform(process.env, { name, connectionString, role });
  const running = await startService(service, platform, role);
  const served = role === 'api' ? [{ module, running }] : [];
  const http = await createHttpApp(processModule(platform, [running], served), {
    title: service.name,
    logger: platform.log,
    admission: platform.limits.admission,
  });
  const ownPort = role === 'api' ? getServiceEntry(service.name).port : 0;
  const port = Number(process.env['PORT'] ?? ownPort);
  await http.app.listen(port, process.env['HOST'] ?? '127.0.0.1');
  const url = await http.app.getUrl();
  console.log(`${name} at ${url}`);
  endOnSignal(async () => {
    await http.drain.drain();
    await running.stop();
    await platform.close();
  });
  // A supervisor gets the port. If the supervisor dies, this process ends as after SIGTERM.
  process.send?.({ port: Number(new URL(url).port) });
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
};
