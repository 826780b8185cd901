import multipart from '@fastify/multipart';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { TokenVerifier } from '@talentloop/access';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { type AdmissionLimits, defaultAdmission, installAdmission } from './admission';
import { createDrain, type Drain, drainNoticeMs } from './drain';
import { installExplorer } from './explorer';
import { installGate, RouteTable } from './gate';
import { HealthController } from './health.controller';
import { InputPipe } from './input-pipe';
import { createLogger, type Logger, nestLogger } from './logging';
import { installMetrics, METRICS, MetricsController } from './metrics';
import { openApiDocument, type OpenApiOptions } from './openapi';
import { ProblemFilter } from './problem-filter';
import { rateLimit } from './rate-limit';
import { DRAINING, LOGGER, TOKEN_VERIFIER } from './tokens';
import { fastifyOptions, installTransport, UPLOAD_BYTES_MAX } from './transport';

export interface HttpAppOptions extends OpenApiOptions {
  readonly logger?: Logger;
  /** How much is taken on at once. */
  readonly admission?: AdmissionLimits;
}

/** A Nest application that keeps the conventions; `app.listen` it, and `drain` to stop it. */
export interface HttpApp {
  readonly app: NestFastifyApplication;
  readonly drain: Drain;
  readonly routes: RouteTable;
}

@Module({})
class HttpRoot {}

const rootOf = (
  module: object,
  logger: Logger,
  drain: Drain,
  registry: Registry,
): DynamicModule => ({
  module: HttpRoot,
  imports: [module as Type],
  controllers: [HealthController, MetricsController],
  providers: [
    { provide: DRAINING, useValue: drain.signal },
    { provide: LOGGER, useValue: logger },
    { provide: METRICS, useValue: registry },
  ],
  exports: [DRAINING, LOGGER],
  global: true,
});

/**
 * Builds the HTTP layer over a root module (which imports `InstallationModule`): everything that
 * is the same for every route. @throws when a route has neither @Allow nor @Public.
 */
export const createHttpApp = async (module: object, options: HttpAppOptions): Promise<HttpApp> => {
  const logger = options.logger ?? createLogger(options.title);
  const adapter = new FastifyAdapter({ ...fastifyOptions(logger), skipMiddie: true });
  const fastify = adapter.getInstance<FastifyInstance>();
  const table = new RouteTable();
  const kept: { app?: NestFastifyApplication; verifier?: TokenVerifier } = {};
  const appOf = (): NestFastifyApplication => {
    if (!kept.app) throw new Error('the application is not built yet');
    return kept.app;
  };
  const drain = createDrain(appOf, drainNoticeMs(process.env['DRAIN_NOTICE_MS']));
  installTransport(fastify, logger, drain.signal);
  const verifier = (): TokenVerifier => (kept.verifier ??= appOf().get(TOKEN_VERIFIER));
  installAdmission(fastify, options.admission ?? defaultAdmission);
  installGate(fastify, table, verifier, rateLimit(process.env['RATE_LIMIT']));
  const root = rootOf(module, logger, drain, installMetrics(fastify));
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bodyParser: false,
    logger: nestLogger(logger),
    abortOnError: false,
  });
  kept.app = app;
  await fastify.register(multipart, {
    limits: { fileSize: UPLOAD_BYTES_MAX, files: 1, fields: 20 },
  });
  installExplorer(fastify, options.title, () => openApiDocument(app, table, options));
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(new ProblemFilter((path) => table.methodsAt(path)));
  await app.init();
  await fastify.ready();
  try {
    table.assertDecided();
  } catch (error) {
    await app.close();
    throw error;
  }
  return { app, drain, routes: table };
};
