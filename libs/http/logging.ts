import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

const usualLevel = (environment: string | undefined): string =>
  environment === 'production' ? 'info' : environment === 'test' ? 'silent' : 'warn';

/**
 * Logs JSON lines. `LOG_LEVEL` decides what; without it info in production, warnings in
 * development, nothing in tests.
 */
export const createLogger = (name: string, level?: string): Logger =>
  pino({
    name,
    level: level ?? process.env['LOG_LEVEL'] ?? usualLevel(process.env['NODE_ENV']),
    redact: ['req.headers.authorization', 'headers.authorization'],
  });

/** Nest's own messages go where ours go. */
export const nestLogger = (logger: Logger): LoggerService => {
  const said = (context: readonly unknown[]): object => ({ context: context.at(-1) });
  return {
    log: (message: unknown, ...context) => logger.debug(said(context), String(message)),
    warn: (message: unknown, ...context) => logger.warn(said(context), String(message)),
    error: (message: unknown, ...context) => logger.error(said(context), String(message)),
    fatal: (message: unknown, ...context) => logger.fatal(said(context), String(message)),
  };
};
