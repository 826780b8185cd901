/** `api` answers requests, `worker` follows the logs, `both` is one process that does both. */
export type Role = 'api' | 'worker' | 'both';

/** The environment variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;
