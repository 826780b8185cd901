/** How a talent's time with the onboarding service ended: nothing of theirs stays open here. */
export const departures = ['departed', 'withdrawn', 'refused', 'expired'] as const;
export type Departure = (typeof departures)[number];
