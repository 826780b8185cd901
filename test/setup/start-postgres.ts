import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBundledPostgres } from '../../libs/bundled-postgres';
import { testServer } from './test-server';

/**
 * One server for the whole run, without fsync, in a folder that is deleted when the run ends. Specs
 * create databases of their own on it with `testDatabase()` of libs/testing.
 */
export default async function startPostgres(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'talentloop-test-'));
  chmodSync(folder, 0o755);
  const server = await startBundledPostgres({ dataDir: folder, durable: false });
  process.env['TALENTLOOP_TEST_POSTGRES'] = server.connectionString;
  testServer.running = { folder, stop: () => server.stop() };
  cleanUpAfterKill(server.pid, folder, server.home);
}

/**
 * Starts a shell that waits for the end of this process's pipe. The pipe ends however this process
 * ends.
 */
const cleanUpAfterKill = (pid: number, folder: string, home: string): void => {
  if (process.platform === 'win32') return;
  const script =
    'cat >/dev/null; kill -INT "$1" 2>/dev/null; ' +
    'while kill -0 "$1" 2>/dev/null; do sleep 0.1; done; rm -rf "$2" "$3"';
  const shell = spawn('/bin/sh', ['-c', script, 'sh', String(pid), folder, home], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  if ('unref' in shell.stdin && typeof shell.stdin.unref === 'function') shell.stdin.unref();
};
