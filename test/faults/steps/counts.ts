import { amount, soaking } from '../../setup/amounts';

/** How often the process is killed, spread over the journeys. */
export const kills = amount('TALENTLOOP_KILLS', 12, 200);
/** The seed of everything random. */
export const seed = amount('TALENTLOOP_SEED', 20_261_123, Math.floor(Math.random() * 2 ** 31));
/** Whether every caller to whom an action is offered tries it, or only the first. */
export const triesEveryOffer = soaking || process.env['TALENTLOOP_EVERY_OFFER'] === 'on';
/** How often one of the six processes of the distributed form is killed, on one journey. */
export const processKills = amount('TALENTLOOP_PROCESS_KILLS', 6, 20);
