import type { Instant } from '@talentloop/event-sourcing';
import { addHours } from '@talentloop/locale';

const DRAFT_LASTS_DAYS = 90;

/** Until when a draft lasts that somebody touched at this moment. */
export const draftUntilFrom = (at: Instant): Instant => addHours(at, DRAFT_LASTS_DAYS * 24);
