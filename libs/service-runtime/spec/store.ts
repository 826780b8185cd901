import type { AppendRequest, Claim, EventStore, StoredEvent } from '@talentloop/event-sourcing';

/** The least of a log that the specs of HTTP need. */
export const storeForSpecs = (): EventStore & { readonly claims: Map<string, Claim> } => {
  const log: StoredEvent[] = [];
  const claims = new Map<string, Claim>();
  const append = ({ stream, expectedRevision, events, claim }: AppendRequest) => {
    const standing = claim && claims.get(claim.commandId);
    if (standing && claim && (standing.answer || standing.digest !== claim.digest))
      return { outcome: 'claimed' as const, claim: standing };
    if (log.some(({ id }) => events.some((event) => event.id === id)))
      return { outcome: 'duplicate' as const };
    const revision = log.filter((event) => event.stream === stream).length - 1;
    if (revision !== expectedRevision) return { outcome: 'conflict' as const, revision };
    const committedAt = new Date().toISOString();
    events.forEach((event) => log.push({ ...event, position: log.length + 1, committedAt }));
    if (claim) claims.set(claim.commandId, claim);
    return { outcome: 'appended' as const, position: log.length, committedAt };
  };
  return {
    claims,
    append: async (request) => append(request),
    readStream: async (stream, from = 0) =>
      log.filter((event) => event.stream === stream && event.revision >= from),
    readCommand: async (stream, commandId) =>
      log.filter(
        (event) => event.stream === stream && JSON.parse(event.metadata).commandId === commandId,
      ),
    readAll: async ({ after, limit }) => log.slice(after, after + limit),
    head: async () => log.length,
    positionAt: async () => log.length,
    subscribe: async function* () {},
    findClaim: async (commandId) => claims.get(commandId),
    keepClaim: async (claim) => {
      const standing = claims.get(claim.commandId);
      if (standing && (standing.answer || standing.digest !== claim.digest)) return standing;
      claims.set(claim.commandId, claim);
      return claim;
    },
    releaseClaim: async (commandId) => {
      if (!claims.get(commandId)?.answer) claims.delete(commandId);
    },
  };
};
