import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A proxy between a client and its PostgreSQL. It can cut the connection after a request and before
 * its answer, and its address stays the same when the server moves to another port.
 */
export class CuttingLine {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private target: URL;
  /** How many answers to marked requests are swallowed, with the connection cut. */
  cuts = 0;

  /** @param mark bytes by which a request is known whose answer may get lost. */
  constructor(
    connectionString: string,
    private readonly mark: string,
  ) {
    this.target = new URL(connectionString);
    this.server = createServer((client) => this.join(client));
  }

  /** Answers the connection string that leads through here. */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.address();
    const url = new URL(this.target);
    url.port = String(typeof address === 'object' ? address?.port : 0);
    return url.toString();
  }

  /** The server has another port now. */
  moveTo(connectionString: string): void {
    this.target = new URL(connectionString);
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private join(client: Socket): void {
    const upstream = connect(Number(this.target.port), this.target.hostname);
    let marked = false;
    client.on('data', (bytes) => {
      marked ||= bytes.includes(this.mark);
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      const isLost = marked && this.cuts > 0;
      marked = false;
      if (!isLost) return client.write(bytes);
      this.cuts -= 1;
      client.destroy();
      return upstream.destroy();
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
