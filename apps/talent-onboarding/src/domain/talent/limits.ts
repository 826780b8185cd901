/** Documents, consents or corrections that one person's record holds at most. */
export const MOST_PARTS = 100;
