import 'reflect-metadata';
import { endOnSignal, foldersOf } from '@talentloop/service-host';
import { type AllInOne, startAllInOne } from './all-in-one';
import { claimDataFolder } from '@talentloop/installation';
import { startDemo } from './demo/demo-start';
import { choosePort } from './port';

const CLEAR_LINE = '\r\u001b[2K';

/** On a terminal, progress stays on one line. Elsewhere only results are printed. */
const showDemo = async ({ url, clock }: AllInOne, signal: AbortSignal): Promise<void> => {
  if (!clock) return;
  const isTerminal = process.stdout.isTTY;
  const isWanted = process.env['TALENTLOOP_DEMO'] !== 'off';
  const print = (line: string): void => console.log(isTerminal ? `${CLEAR_LINE}${line}` : line);
  const show = (line: string): void => void process.stdout.write(`${CLEAR_LINE}${line}`);
  await startDemo({ url, clock, signal, print, ...(isTerminal && { show }) }, isWanted);
};

const main = async (): Promise<void> => {
  const { data } = foldersOf(process.env);
  const claimed = await claimDataFolder(data);
  if ('served' in claimed) {
    console.log(`TalentLoop is already running at ${claimed.served.url}`);
    return;
  }
  const host = process.env['HOST'] ?? '127.0.0.1';
  try {
    const port = await choosePort(process.env['PORT'], host);
    const app = await startAllInOne({ environment: process.env, port, host });
    app.notes.forEach((note) => console.log(note));
    console.log(`TalentLoop is running at ${app.url}`);
    const ending = new AbortController();
    endOnSignal(async () => {
      ending.abort();
      await app.stop();
      claimed.release();
    });
    await app.ready;
    await showDemo(app, ending.signal);
  } catch (error) {
    claimed.release();
    throw error;
  }
};

main().catch((error: unknown) => {
  console.error(
    `TalentLoop did not start: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
});
