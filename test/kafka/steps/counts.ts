import { amount, soaking } from '../../setup/amounts';

/** How many commands are given while a broker is away: in the long form those of a minute. */
export const outageCommands = amount('TALENTLOOP_KAFKA_OUTAGE', 300, 12_000);
/** How often a relay is killed, and a consumer. */
export const kills = amount('TALENTLOOP_KAFKA_KILLS', 2, 100);
/** Kills of a worker under load, and how many commands are given between two. */
export const workerKills = [
  {
    commands: amount('TALENTLOOP_KAFKA_KILL_EVERY', 200, 1_500),
    times: amount('TALENTLOOP_KAFKA_WORKER_KILLS', 4, 20),
  },
  ...(soaking ? [{ commands: 200, times: 30 }] : []),
];
/** How often the services' own workers are killed under load. */
export const serviceKills = amount('TALENTLOOP_KAFKA_SERVICE_KILLS', 3, 30);
/** How many workers each service has where processes are restarted and killed. */
export const workers = amount('TALENTLOOP_KAFKA_WORKERS', 1, 2);
/** How often each process of a whole installation is restarted. */
export const restarts = amount('TALENTLOOP_RESTARTS', 1, 5);
/** How many messages a disturbed topic has. */
export const messages = amount('TALENTLOOP_KAFKA_MESSAGES', 2_000, 100_000);
/** How many commands per second the load sends. */
export const perSecond = amount('TALENTLOOP_KAFKA_RATE', 100, 200);

/**
 * The throughput, compared with a reference. The asserted figures leave room for a busy machine.
 */
export const throughput = {
  messages: amount('TALENTLOOP_KAFKA_THROUGHPUT', 4_000, 20_000),
  rounds: amount('TALENTLOOP_KAFKA_ROUNDS', 3, 5),
  commands: amount('TALENTLOOP_KAFKA_COMMANDS', 300, 3_000),
  ratioMin: soaking ? 0.7 : 0.3,
  /** Effects that are still to come, half of the time, at 100 commands a second. */
  toComeMax: 25,
};

/** Prints a figure to the output of the run, whether or not a spec asserts it. */
export const tell = (what: string): void => void process.stdout.write(`    ${what}\n`);
