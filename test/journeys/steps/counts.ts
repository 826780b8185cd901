import { amount } from '../../setup/amounts';

/** How many requests get an offer of the last unit at the same time. */
export const atOnce = amount('TALENTLOOP_AT_ONCE', 200, 500);
/** How many notes are written on one case at the same time. */
export const notesAtOnce = amount('TALENTLOOP_NOTES_AT_ONCE', 300, 1_000);
