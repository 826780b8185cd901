import { amount } from '../../setup/amounts';

/** How many events the log has before a rebuild. */
export const seededEvents = amount('TALENTLOOP_REBUILD_EVENTS', 24_000, 400_000);
/** How often the process that rebuilds is killed. */
export const rebuildKills = amount('TALENTLOOP_REBUILD_KILLS', 2, 8);
/** How many histories are cut into random batches, per service. */
export const histories = amount('TALENTLOOP_HISTORIES', 6, 200);
