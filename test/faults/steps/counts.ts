import { amount, soaking } from '../../setup/amounts';

/** Kills of the process, spread over journeys. */
export const kills = amount('TALENTLOOP_KILLS', 12, 200);
/** Of what is random. */
export const seed = amount('TALENTLOOP_SEED', 20_261_123, Math.floor(Math.random() * 2 ** 31));
/** Whether an offered action is tried as everybody who is offered it, or as the first. */
export const triesEveryOffer = soaking || process.env['TALENTLOOP_EVERY_OFFER'] === 'on';
/** Kills of one of the six processes of the distributed form, on one journey. */
export const processKills = amount('TALENTLOOP_PROCESS_KILLS', 6, 20);
