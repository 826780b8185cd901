import { amount } from '../../setup/amounts';

/** Events in the log before anybody rebuilds it. */
export const seededEvents = amount('TALENTLOOP_REBUILD_EVENTS', 24_000, 400_000);
/** How often the process that rebuilds is killed. */
export const rebuildKills = amount('TALENTLOOP_REBUILD_KILLS', 2, 8);
/** Histories that are cut into batches at random, per service. */
export const histories = amount('TALENTLOOP_HISTORIES', 6, 200);
