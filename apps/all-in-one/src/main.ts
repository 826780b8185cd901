import 'reflect-metadata';
import { endOnSignal, foldersOf } from '@talentloop/service-host';
import { startAllInOne } from './all-in-one';
import { claimDataFolder } from './data-folder';
import { choosePort } from './port';

const main = async (): Promise<void> => {
  const { data } = foldersOf(process.env);
  const claimed = await claimDataFolder(data);
  if ('served' in claimed) {
    console.log(`TalentLoop runs already: ${claimed.served.url}`);
    return;
  }
  const host = process.env['HOST'] ?? '127.0.0.1';
  try {
    const port = await choosePort(process.env['PORT'], host);
    const app = await startAllInOne({ environment: process.env, port, host });
    app.notes.forEach((note) => console.log(note));
    console.log(`TalentLoop is at ${app.url}`);
    endOnSignal(async () => {
      await app.stop();
      claimed.release();
    });
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
