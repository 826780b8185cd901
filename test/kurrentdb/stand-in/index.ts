import { type Metadata, Server, ServerCredentials, type StatusObject, status } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import {
  SupportedMethod,
  SupportedMethods,
} from '@eventstore/db-client/generated/serverfeatures_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import { append, type AppendCall } from './appends';
import { Log, type LogRecord } from './log';
import { LogFile } from './log-file';
import { notAuthenticated, notLeader, serverError } from './messages';
import { read, type ReadCall } from './reads';
import { Subscriptions } from './subscriptions';

export { makeCertificate } from './certificate';
export type { LogRecord } from './log';

export interface StandInOptions {
  /** A free port by default. */
  readonly port?: number;
  /** The file of the log; in memory by default. */
  readonly file?: string;
  readonly tls?: { readonly key: string; readonly certificate: string };
  /** The users and their passwords; by default everybody may do everything. */
  readonly users?: Readonly<Record<string, string>>;
  /** The server's MaxAppendSize. */
  readonly appendBytesMax?: number;
  /** Serves the log of this leader, and refers callers that require the leader to it. */
  readonly follows?: StandIn;
}

const HOST = '127.0.0.1';
const APPEND_BYTES_MAX = 4 * 1_048_576;

/**
 * As much of EventStoreDB as the client needs, on the client's own stubs: the Streams service with
 * appends, reads and subscriptions, gossip and server features. For tests only; where they differ,
 * the real server is right.
 */
export class StandIn {
  /** How many of the next appends are written while their answers are lost. */
  answersToLose = 0;
  /** Whether the stand-in disappears without an answer after it has written the next append. */
  goesAfterAppend = false;
  /** How many reads of `$all` or of a stream there were, and how many appends. */
  reads = 0;
  appends = 0;
  /** How many appends were incomplete because their caller was gone. Nothing of them is written. */
  cutOff = 0;
  readonly subscriptions: Subscriptions;
  readonly log: Log;
  port = 0;
  private server: Server | undefined;
  private readonly file: LogFile | undefined;

  private constructor(private readonly options: StandInOptions) {
    this.log = options.follows?.log ?? new Log((records) => this.file?.write(records));
    this.subscriptions = new Subscriptions(this.log);
    const recovered = (records: readonly LogRecord[]): void => this.log.add(records);
    this.file = options.file === undefined ? undefined : new LogFile(options.file, recovered);
    // As on a real server, `$all` begins with an event that belongs to no service.
    if (this.log.records.length === 0) this.write('$settings', 'SettingsChanged', '{}');
  }

  static async start(options: StandInOptions = {}): Promise<StandIn> {
    const standIn = new StandIn(options);
    await standIn.listen(options.port ?? 0);
    return standIn;
  }

  /** The connection string for a client. */
  get connectionString(): string {
    const { tls, users = {} } = this.options;
    const [user] = Object.entries(users);
    const credentials = user ? `${user.map(encodeURIComponent).join(':')}@` : '';
    // A certificate is for a name, not for an address.
    return `esdb://${credentials}${tls ? 'localhost' : HOST}:${this.port}?tls=${tls !== undefined}`;
  }

  /** Writes an event as another user of the server would. */
  write(stream: string, type: string, data: string): void {
    const id = crypto.randomUUID();
    const event = { id, type, contentType: 'application/json', metadata: Buffer.of() };
    this.log.append(stream, 'any', [{ ...event, data: Buffer.from(data) }]);
  }

  /** Cuts every connection and refuses new ones, until `comeBack`. What is written stays. */
  goAway(): void {
    this.server?.forceShutdown();
    this.server = undefined;
  }

  comeBack(): Promise<void> {
    return this.listen(this.port);
  }

  stop(): void {
    this.goAway();
    this.file?.close();
  }

  private async listen(port: number): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': 16 * 1_048_576 });
    server.addService(StreamsService, {
      read: (call: ReadCall) => this.read(call),
      append: (call: AppendCall, answer: Answer) => void this.append(call, answer),
    });
    server.addService(GossipService, {
      read: (_: unknown, answer: Answer) => answer(null, this.members()),
    });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_: unknown, answer: Answer) => answer(null, supportedMethods()),
    });
    this.port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`${HOST}:${port}`, this.credentials(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    this.server = server;
  }

  private read(call: ReadCall): void {
    const options = call.request.getOptions();
    const refusal = this.refusal(call.metadata);
    if (refusal || !options)
      return void call.emit('error', refusal ?? serverError(status.INVALID_ARGUMENT, 'no options'));
    if (options.hasSubscription()) return this.subscriptions.subscribe(call, options);
    this.reads += 1;
    read(this.log, call, options);
  }

  private async append(call: AppendCall, answer: Answer): Promise<void> {
    const refusal = this.refusal(call.metadata);
    if (refusal) return answer(refusal);
    this.appends += 1;
    const result = await append(this.log, call, this.options.appendBytesMax ?? APPEND_BYTES_MAX);
    if (result === 'cut off') return void (this.cutOff += 1);
    if ('error' in result) return answer(result.error);
    if (this.goesAfterAppend) {
      this.goesAfterAppend = false;
      return this.goAway();
    }
    if (this.answersToLose > 0) {
      this.answersToLose -= 1;
      return answer(serverError(status.UNAVAILABLE, 'Connection dropped'));
    }
    answer(null, result.answer);
  }

  private refusal(metadata: Metadata): StatusObject | undefined {
    const { users, follows } = this.options;
    if (users && !isUser(users, String(metadata.get('authorization')[0] ?? '')))
      return notAuthenticated();
    if (follows && metadata.get('requires-leader')[0] === 'true')
      return notLeader({ host: HOST, port: follows.port });
    return undefined;
  }

  private members(): ClusterInfo {
    const { follows } = this.options;
    const member = (port: number, state: MemberInfo.VNodeState): MemberInfo =>
      new MemberInfo()
        .setState(state)
        .setIsAlive(true)
        .setHttpEndPoint(new EndPoint().setAddress(HOST).setPort(port));
    const { LEADER, FOLLOWER } = MemberInfo.VNodeState;
    const members = follows
      ? [member(follows.port, LEADER), member(this.port, FOLLOWER)]
      : [member(this.port, LEADER)];
    return new ClusterInfo().setMembersList(members);
  }

  private credentials(): ServerCredentials {
    const { tls } = this.options;
    if (!tls) return ServerCredentials.createInsecure();
    const pair = { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) };
    return ServerCredentials.createSsl(null, [pair]);
  }
}

type Answer = (error: StatusObject | null, message?: object) => void;

const isUser = (users: Readonly<Record<string, string>>, authorization: string): boolean => {
  const given = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
  return Object.entries(users).some(([name, password]) => given === `${name}:${password}`);
};

const supportedMethods = (): SupportedMethods =>
  new SupportedMethods()
    .setEventStoreServerVersion('24.10.0')
    .setMethodsList(
      ['Append', 'Read'].map((name) =>
        new SupportedMethod()
          .setMethodName(name)
          .setServiceName('event_store.client.streams.Streams'),
      ),
    );
