/** The service centres that a person may choose. */
export const centres = ['loop-onsite', 'online', 'shenzhen-onsite'] as const;
