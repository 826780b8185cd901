import { createServer } from 'node:net';

const PORT_MAX = 60_000;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/**
 * A port after which a number of ports are free. They are below the ports that the system assigns
 * by itself, so a process finds its port free when it starts again.
 */
export const freeBase = async (count: number): Promise<number> => {
  const step = count + 1;
  for (let base = 20_000 + (process.pid % 1_000) * step; base + count < PORT_MAX; base += step) {
    const ports = Array.from({ length: count }, (_, i) => base + 1 + i);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return base;
  }
  throw new Error(`no ${count} ports in a row are free`);
};
