import { amount } from '../../setup/amounts';

/** Requests that the last unit is offered to at once. */
export const atOnce = amount('TALENTLOOP_AT_ONCE', 200, 500);
/** Notes on one case at once. */
export const notesAtOnce = amount('TALENTLOOP_NOTES_AT_ONCE', 300, 1_000);
