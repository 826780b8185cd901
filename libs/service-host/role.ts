/** `api` answers requests, `worker` follows the logs; `both` is one process doing all. */
export type Role = 'api' | 'worker' | 'both';

/** What a process is told by whoever starts it. */
export type Environment = Readonly<Record<string, string | undefined>>;
