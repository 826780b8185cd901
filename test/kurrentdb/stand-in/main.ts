import { StandIn } from './index';

/**
 * A stand-in as a process of its own, so that it can be killed. It reads PORT, and LOG_FILE for its
 * log.
 */
const { PORT, LOG_FILE } = process.env;
StandIn.start({ port: Number(PORT ?? 0), ...(LOG_FILE && { file: LOG_FILE }) }).then(
  ({ connectionString }) => {
    console.log(connectionString);
    process.send?.({ connectionString });
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
