export const other = { category: 'other' };
