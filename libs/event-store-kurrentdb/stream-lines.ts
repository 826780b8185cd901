import {
  type AppendRequest,
  type AppendResult,
  StoreUnavailable,
} from '@talentloop/event-sourcing';

/** What is sent at once; the server takes 1 MiB if nobody has told it otherwise. */
const EVENTS_MAX = 200;
const CHARACTERS_MAX = 400_000;

/** Settled beforehand: a result that ends the append, or nothing. */
export type Before = Promise<AppendResult | undefined>;

interface Waiting {
  readonly request: AppendRequest;
  readonly before: Before | undefined;
  /** Nothing beforehand needs to be waited for any more. */
  free: boolean;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** What a line needs of whoever sends. */
export interface Sender {
  send(request: AppendRequest): Promise<AppendResult>;
  /** The result for a request whose events were stored together with others. */
  stored(request: AppendRequest): Promise<AppendResult>;
}

/**
 * Appends to one stream in the order they were asked for; other streams do not wait. While one is on
 * its way the next ones gather, and those that are built on one another are sent as one.
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

  /** Whether the whole group has its results; where it failed each request is sent by itself. */
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

/** Those at the head of the line that are free and built on one another, as far as fits. */
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
