import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAllInOne } from '../../../apps/all-in-one/src/all-in-one';

/** The document that the running product serves, on a database that is deleted afterwards. */
export const openApiText = async (): Promise<string> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'talentloop-docs-'));
  const environment = { TALENTLOOP_DATA: path.join(folder, 'data') };
  const product = await startAllInOne({ environment, port: 0, host: '127.0.0.1' });
  try {
    const answer = await fetch(`${product.url.replace('localhost', '127.0.0.1')}/openapi.json`);
    return `${JSON.stringify(await answer.json(), null, 2)}\n`;
  } finally {
    await product.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
