import type { Actor } from '@talentloop/event-sourcing';

const centre = 'loop-onsite';

/** Who acts in the exemplars of this service. */
export const PORTAL: Actor = { id: 'portal', roles: ['portal'], client: 'portal' };
export const CASEWORKER: Actor = { id: 'worker-1', roles: ['caseworker'], centre };
export const SUPERVISOR: Actor = { id: 'supervisor-1', roles: ['supervisor'], centre };
export const DEADLINE: Actor = { id: 'process:draft-expiry', roles: ['system'] };
export const CONSUMER: Actor = { id: 'consumer:talent-onboarding', roles: ['system'] };
