import { rmSync } from 'node:fs';
import { testServer } from './test-server';

export default async function stopPostgres(): Promise<void> {
  if (!testServer.running) return;
  await testServer.running.stop();
  rmSync(testServer.running.folder, { recursive: true, force: true });
}
