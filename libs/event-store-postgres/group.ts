import type {
  AppendResult,
  Claim,
  EnvelopedEvent,
  Instant,
  Position,
} from '@talentloop/event-sourcing';
import { APPEND_GROUP, SEPARATOR } from './append-group';
import { APPEND_ONE } from './append-one';

/** An append, or a claim to keep without events and without a stream. */
export interface GroupRequest {
  readonly stream: string | undefined;
  readonly expectedRevision: number;
  readonly events: readonly EnvelopedEvent[];
  readonly claim?: Claim | undefined;
}

/** The row that the append function returns. */
export interface GroupRow {
  readonly outcomes: string;
  readonly revisions: readonly number[];
  readonly head: string;
  readonly at: Date;
  readonly standing: readonly StandingClaim[] | null;
}

export interface StandingClaim {
  readonly request: number;
  readonly commandId: string;
  readonly digest: string;
  readonly status: number | null;
  readonly body: object | null;
}

export const claimOf = ({
  commandId,
  digest,
  status,
  body,
}: Omit<StandingClaim, 'request'>): Claim =>
  status === null
    ? { commandId, digest }
    : { commandId, digest, answer: { status, body: body ?? {} } };

const list = (items: readonly string[]): string => items.join(SEPARATOR);

/** Returns the name of the append function for the group, and its parameters in order. */
export const callOf = (
  now: Instant,
  requests: readonly GroupRequest[],
): { name: string; values: readonly unknown[] } => {
  const [first, ...others] = requests;
  const [event, ...more] = first?.events ?? [];
  if (!event || others.length > 0 || more.length > 0)
    return { name: APPEND_GROUP, values: groupParameters(now, requests) };
  return {
    name: APPEND_ONE,
    values: [now, ...eventParameters(event), ...claimOfOne(first?.claim)],
  };
};

const eventParameters = (event: EnvelopedEvent): readonly unknown[] => {
  const { stream, revision, id, type, schemaVersion, data, metadata, previousHash, hash } = event;
  return [stream, revision - 1, id, type, schemaVersion, data, metadata, previousHash, hash];
};

const claimOfOne = (claim: Claim | undefined): readonly unknown[] => {
  if (!claim) return [null, null, null, null];
  const { commandId, digest, answer } = claim;
  return [commandId, digest, answer?.status ?? null, answer ? JSON.stringify(answer.body) : null];
};

const groupParameters = (now: Instant, requests: readonly GroupRequest[]): readonly unknown[] => {
  const streams = new Map<string, number>();
  for (const { stream } of requests)
    if (stream !== undefined && !streams.has(stream)) streams.set(stream, streams.size + 1);
  const events = requests.flatMap((request) => request.events);
  const claims = requests.some(({ claim }) => claim) ? requests : [];
  return [
    now,
    list([...streams.keys()]),
    requests.map(({ stream }) => (stream === undefined ? null : streams.get(stream))),
    requests.map((request) => request.events.length),
    requests.map(({ expectedRevision }) => expectedRevision),
    list(claims.map(({ claim }) => claim?.commandId ?? '')),
    list(claims.map(({ claim }) => claim?.digest ?? '')),
    claims.map(({ claim }) => claim?.answer?.status ?? null),
    list(claims.map(({ claim }) => (claim?.answer ? JSON.stringify(claim.answer.body) : ''))),
    requests.flatMap((request, i) => request.events.map(() => i + 1)),
    events.map(({ revision }) => revision),
    list(events.map(({ id }) => id)),
    list(events.map(({ type }) => type)),
    events.map(({ schemaVersion }) => schemaVersion),
    list(events.map(({ data }) => data)),
    list(events.map(({ metadata }) => metadata)),
    list(events.map(({ previousHash }) => previousHash)),
    list(events.map(({ hash }) => hash)),
  ];
};

/** Returns the result of each request, and the position at which the log now ends. */
export const resultsOf = (
  requests: readonly GroupRequest[],
  row: GroupRow,
): { results: readonly AppendResult[]; head: Position } => {
  let head = Number(row.head);
  const committedAt = row.at.toISOString();
  const results = requests.map((request, i): AppendResult => {
    switch (row.outcomes[i]) {
      case 'a':
        head += request.events.length;
        return { outcome: 'appended', position: head, committedAt };
      case 'c': {
        const standing = row.standing?.find(({ request: number }) => number === i + 1);
        if (!standing)
          throw new Error('the append function returned no claim for a claimed request');
        return { outcome: 'claimed', claim: claimOf(standing) };
      }
      case 'd':
        return { outcome: 'duplicate' };
      case 'r':
        return { outcome: 'conflict', revision: row.revisions[i] ?? -1 };
    }
    throw new Error(`unknown outcome: ${row.outcomes[i]}`);
  });
  return { results, head };
};
