import { createServer } from 'node:net';

const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });

const DEFAULT_PORT = 3000;

/**
 * Chooses the port to listen on. A port that the user names must be free. The default port moves to
 * the next free one, and this prints it.
 */
export const choosePort = async (asked: string | undefined, host: string): Promise<number> => {
  if (asked !== undefined && asked !== '') {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new Error(`PORT is ${asked}; it must be a number from 0 to 65535.`);
    }
    if (!(await isFree(port, host)))
      throw new Error(`Another program uses port ${port}. Set PORT to another one.`);
    return port;
  }
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + 100; port += 1) {
    if (!(await isFree(port, host))) continue;
    if (port !== DEFAULT_PORT)
      console.log(`Another program uses port ${DEFAULT_PORT}; TalentLoop uses ${port}.`);
    return port;
  }
  throw new Error('No free port from 3000 to 3099; set PORT.');
};
