export const decider = 2;
