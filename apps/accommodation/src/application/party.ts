import type { MadeRequest } from '../domain/accommodation-request/state';

/** Who asks a unit for nights, and what they need of it. */
export const partyOf = ({ requestId, talentId, centre, client, kind, guests }: MadeRequest) => ({
  requestId,
  talentId,
  centre,
  ...(client !== undefined && { client }),
  kind,
  guests,
});
