/** How the onboarding service left a talent: after any of these nothing of theirs stays open. */
export const departures = ['departed', 'withdrawn', 'refused', 'expired'] as const;
export type Departure = (typeof departures)[number];
