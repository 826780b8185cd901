import {
  type AppendRequest,
  type AppendResult,
  StoreUnavailable,
} from '@talentloop/event-sourcing';

/** How much one append sends: the server takes 1 MiB unless it is configured otherwise. */
const EVENTS_MAX = 200;
const CHARACTERS_MAX = 400_000;

/** Work that must finish before the append: it yields a result that ends the append, or nothing. */
export type Before = Promise<AppendResult | undefined>;

interface Waiting {
  readonly request: AppendRequest;
  readonly before: Before | undefined;
  /** Whether `before` has finished and left the append to be sent. */
  free: boolean;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** What this class needs of the class that sends. */
export interface Sender {
  send(request: AppendRequest): Promise<AppendResult>;
  /** The result of a request whose events were stored in one append with those of others. */
  stored(request: AppendRequest): Promise<AppendResult>;
}

/**
 * Sends the appends of one stream in the order of the calls; other streams do not wait. While one
 * append is sent, the next ones gather, and those that are chained to one another leave as one.
 */
export class StreamLines {
  private readonly lines = new Map<string, Waiting[]>();

  constructor(private readonly sender: Sender) {}

  append(request: AppendRequest, before?: Before): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { request, before, free: before === undefined, resolve, reject };
      before?.then(
        (result) => (waiting.free = result === undefined),
        () => undefined,
      );
      const line = this.lines.get(request.stream);
      if (line) return void line.push(waiting);
      const newLine = [waiting];
      this.lines.set(request.stream, newLine);
      void this.serve(request.stream, newLine);
    });
  }

  private async serve(stream: string, line: Waiting[]): Promise<void> {
    for (let head = line[0]; head; [head] = line) {
      try {
        const result = await head.before;
        const group = result ? [head] : groupAt(line);
        line.splice(0, group.length);
        if (result) head.resolve(result);
        else await this.send(group);
      } catch (error) {
        if (line[0] === head) line.shift();
        head.reject(error);
      }
    }
    this.lines.delete(stream);
  }

  private async send(group: readonly Waiting[]): Promise<void> {
    if (group.length > 1 && (await this.sendAsOne(group))) return;
    for (const { request, resolve, reject } of group)
      await this.sender.send(request).then(resolve, reject);
  }

  /**
   * Whether every request of the group has its result. If not, the caller sends each request by
   * itself.
   */
  private async sendAsOne(group: readonly Waiting[]): Promise<boolean> {
    const [first] = group;
    const events = group.flatMap(({ request }) => request.events);
    try {
      if (!first) return false;
      const { outcome } = await this.sender.send({ ...first.request, events });
      if (outcome !== 'appended') return false;
      for (const { request, resolve } of group) resolve(await this.sender.stored(request));
      return true;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) return false;
      for (const { reject } of group) reject(error);
      return true;
    }
  }
}

/**
 * The requests at the head of the line that may be sent now and are chained to one another, as many
 * as fit into one append.
 */
const groupAt = (line: readonly Waiting[]): readonly Waiting[] => {
  const group: Waiting[] = [];
  let [events, characters] = [0, 0];
  let end: { readonly revision: number; readonly hash: string } | undefined;
  for (const waiting of line) {
    const { request, free } = waiting;
    const { expectedRevision, events: own } = request;
    const follows = expectedRevision === end?.revision && own[0]?.previousHash === end.hash;
    events += own.length;
    characters += own.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    const fits = events <= EVENTS_MAX && characters <= CHARACTERS_MAX;
    if (group.length > 0 && !(free && follows && fits)) return group;
    group.push(waiting);
    end = own.at(-1);
  }
  return group;
};
