import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { composeParser } from './tools';

export const ROOT = path.resolve(__dirname, '../../..');

/** After merging files, the parser lists the environment as NAME=value. */
const environment = z
  .union([z.record(z.string(), z.coerce.string()), z.array(z.string())])
  .default({})
  .transform((given): Readonly<Record<string, string>> => {
    if (!Array.isArray(given)) return given;
    return Object.fromEntries(
      given.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
  });

const duration = z.string().regex(/^\d+s$/);

const service = z.looseObject({
  image: z.string().optional(),
  build: z
    .looseObject({
      context: z.string(),
      dockerfile: z.string(),
      args: z.record(z.string(), z.string()),
    })
    .optional(),
  command: z.array(z.string()).optional(),
  environment,
  depends_on: z
    .record(
      z.string(),
      z.looseObject({ condition: z.enum(['service_healthy', 'service_completed_successfully']) }),
    )
    .default({}),
  ports: z.array(z.looseObject({ host_ip: z.string().optional(), target: z.number() })).default([]),
  volumes: z.array(z.looseObject({ source: z.string(), target: z.string() })).default([]),
  healthcheck: z
    .looseObject({ test: z.array(z.string()), interval: duration, timeout: duration })
    .optional(),
  restart: z.string().optional(),
  stop_grace_period: duration.optional(),
});
export type ComposeService = z.infer<typeof service>;

const file = z.looseObject({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.unknown()).default({}),
});
export type ComposeFile = z.infer<typeof file>;

/**
 * What Docker Compose makes of these files together.
 * @throws Error with the parser's reason if it would refuse them.
 */
export const readCompose = async (...files: readonly string[]): Promise<ComposeFile> => {
  const { stdout } = await promisify(execFile)(
    await composeParser(),
    ['--format', 'json', ...files],
    { cwd: ROOT },
  );
  return file.parse(JSON.parse(stdout));
};
