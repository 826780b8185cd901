export const settings = { partitions: 6 };
