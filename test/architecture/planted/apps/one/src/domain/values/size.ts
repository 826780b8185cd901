export const sizes = ['small', 'large'] as const;
