/** Where a person or a company comes from. */
export const origins = ['hong-kong', 'mainland', 'overseas'] as const;
export type Origin = (typeof origins)[number];
