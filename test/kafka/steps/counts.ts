import { amount, soaking } from '../../setup/amounts';

/** How many commands are given while a broker is away: in the long form those of a minute. */
export const outageCommands = amount('TALENTLOOP_KAFKA_OUTAGE', 300, 12_000);
/** Kills of a relay, and of a consumer. */
export const kills = amount('TALENTLOOP_KAFKA_KILLS', 2, 100);
/** Kills of a worker under load, and how many commands are given between two. */
export const workerKills = [
  {
    commands: amount('TALENTLOOP_KAFKA_KILL_EVERY', 200, 1_500),
    times: amount('TALENTLOOP_KAFKA_WORKER_KILLS', 4, 20),
  },
  ...(soaking ? [{ commands: 200, times: 30 }] : []),
];
/** Kills of the services' own workers under load. */
export const serviceKills = amount('TALENTLOOP_KAFKA_SERVICE_KILLS', 3, 30);
/** Workers of each service where its processes are restarted and killed. */
export const workers = amount('TALENTLOOP_KAFKA_WORKERS', 1, 2);
/** How often each process of a whole installation is restarted. */
export const restarts = amount('TALENTLOOP_RESTARTS', 1, 5);
/** Messages of a disturbed topic. */
export const messages = amount('TALENTLOOP_KAFKA_MESSAGES', 2_000, 100_000);
/** Commands a second under load. */
export const perSecond = amount('TALENTLOOP_KAFKA_RATE', 100, 200);

/** How fast, beside what; what is asserted leaves room for a busy machine. */
export const throughput = {
  messages: amount('TALENTLOOP_KAFKA_THROUGHPUT', 4_000, 20_000),
  rounds: amount('TALENTLOOP_KAFKA_ROUNDS', 3, 5),
  commands: amount('TALENTLOOP_KAFKA_COMMANDS', 300, 3_000),
  ratioMin: soaking ? 0.7 : 0.3,
  /** Effects that are still to come, half of the time, at 100 commands a second. */
  toComeMax: 25,
};

/** Figures belong into the log of a run, whether or not they are asserted. */
export const tell = (what: string): void => void process.stdout.write(`    ${what}\n`);
