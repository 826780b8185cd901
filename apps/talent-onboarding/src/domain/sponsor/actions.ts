import type { SponsorState } from './state';

/** What may be done with a sponsor, by the last segments of the paths that do it. */
export const actionsFor = ({ status }: SponsorState): readonly string[] =>
  status === 'none' ? [] : ['quota'];
