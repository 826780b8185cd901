import { readFileSync } from 'node:fs';
import path from 'node:path';
import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX, EVENT_BYTES_MAX } from '@talentloop/event-sourcing';
import { BODY_BYTES_MAX, UPLOAD_BYTES_MAX } from '@talentloop/http';
import { limitsOf, SESSIONS_MAX } from './limits';
import { followerBounds, requestBounds } from './pools';

const page = readFileSync(path.resolve(__dirname, '../../docs/how-to/limits.md'), 'utf8');
const { connections, queue, admission } = limitsOf({}, 'both');

/** PostgreSQL's default, minus the three that it reserves for superusers. */
const SERVER_CONNECTIONS = 100 - 3;

const mib = (bytes: number): string => `${bytes / 1_048_576} MiB`;
const s = (ms: number): string => `${ms / 1_000} s`;
const n = (value: number): string => value.toLocaleString('en');

/** The cells of the row whose first cell begins with this text. */
const row = (first: string): readonly string[] => {
  const line = page.split('\n').find((it) => it.startsWith(`| ${first}`));
  return (line ?? '').split('|').map((cell) => cell.trim());
};

it.each([
  ['a JSON body', mib(BODY_BYTES_MAX)],
  ['an uploaded file', mib(UPLOAD_BYTES_MAX)],
  ['the `data` of one event', mib(EVENT_BYTES_MAX)],
  ['the events of one command', `${APPEND_EVENTS_MAX}, and ${mib(APPEND_BYTES_MAX)} together`],
  ['requests not answered yet', n(admission.requestsMax)],
  ['bytes of their bodies', mib(admission.bodyBytesMax)],
  ['streams of changes', n(admission.streamsMax)],
  ['appends that wait', n(queue.appends)],
  ['their bytes together', mib(queue.bytes)],
  ['an append that waits there', s(queue.ms)],
])('the page of limits says what %s may be', (first, expected) => {
  expect(row(first)[2]).toContain(expected);
});

it('the page of limits says how many connections there are, and how long each waits', () => {
  for (const [first, of] of [
    ['for requests and the log', 'requests'],
    ['for followers of the logs', 'followers'],
  ] as const) {
    const roles = (['api', 'worker', 'both'] as const).map((role) => limitsOf({}, role));
    expect(row(first).slice(2, 5)).toEqual(roles.map((it) => String(it.connections[of])));
  }
  for (const [first, name] of [
    ['a connection', 'connectionTimeoutMillis'],
    ['a lock', 'lock_timeout'],
    ['a statement', 'statement_timeout'],
    ['the process, idle in a transaction', 'idle_in_transaction_session_timeout'],
  ] as const) {
    expect(row(first)[2]).toContain(s(requestBounds[name]));
    expect(row(first)[3]).toContain(s(followerBounds[name]));
  }
});

it('lets three apis and three workers share a PostgreSQL with its default settings', () => {
  const total = (['api', 'worker'] as const).reduce((sum, role) => {
    const { requests, followers } = limitsOf({}, role).connections;
    return sum + 3 * (requests + followers + SESSIONS_MAX[role]);
  }, 0);
  expect(total).toBeLessThanOrEqual(SERVER_CONNECTIONS);
  expect(page).toContain(`use at most ${total} connections`);
});

it('reads other limits from the environment, in whole numbers', () => {
  const limits = limitsOf(
    { DATABASE_POOL_MAX: '50', REQUESTS_MAX: '10', STREAMS_MAX: '', APPEND_QUEUE_MAX: '7' },
    'both',
  );
  expect(limits).toEqual({
    connections: { ...connections, requests: 50 },
    queue: { ...queue, appends: 7 },
    admission: { ...admission, requestsMax: 10 },
  });
  for (const wrong of ['0', '5', '-5', '1.5', 'many', '1001', '1e2'])
    expect(() => limitsOf({ DATABASE_POOL_MAX: wrong }, 'api')).toThrow(
      `DATABASE_POOL_MAX is ${wrong}; it must be a whole number from 6 to 1000.`,
    );
});
