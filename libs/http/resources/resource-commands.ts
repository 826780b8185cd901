import { Inject, type Provider } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { sees, visibleTo } from '@talentloop/access';
import {
  type Clock,
  type Command,
  type CommandContext,
  type Decisions,
  derivedId,
  isRejection,
  type Loaded,
  type Receipt,
  type Rejection,
} from '@talentloop/event-sourcing';
import { Answer, type Answered, created, done, resource as answerOf } from '../answer';
import type { CommandRequest } from '../command-request';
import { CommandRunner } from '../command-runner';
import { Execute } from '../execute';
import { notFound, problem } from '../problem';
import { CLOCK, DECISIONS, FOLLOW_UPS, type FollowUpSteps } from '../tokens';
import { type Creation, partIdFor, type RoutedAction } from './action';
import type { Resource } from './resource';
import type { ResourceRequest } from './resource-request';
import { type Reader, resourceView } from './resource-view';

/** The state of a resource once it exists. */
export type StateOf<R> = R extends Resource<Command, infer O> ? O : never;
/** The commands of a resource. */
export type CommandOfResource<R> = R extends Resource<infer C> ? C : never;

/** What a path names, and what the caller may see. */
export type ResourceLookup = Pick<ResourceRequest, 'id' | 'visible'>;

type AnswerFor = (receipt: Receipt) => Answered;

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What controllers do with one kind of resource: find it, show it, give it a command, make one. */
export class ResourceCommands<R extends Resource> {
  constructor(
    private readonly resource: R,
    private readonly bus: CommandBus,
    private readonly runner: CommandRunner,
    private readonly decisions: Decisions,
    private readonly clock: Clock,
    private readonly followUps: FollowUpSteps,
  ) {}

  /** The resource as its stream stands now. @throws Problem 404: none, or not for this caller. */
  async get({ id: text, visible }: ResourceLookup): Promise<Loaded<StateOf<R>>> {
    const id = await this.idOf(text);
    const loaded = id === undefined ? undefined : await this.loaded(id);
    if (!loaded || !sees(visible, this.resource.scopeOf(loaded.state, loaded.id))) throw notFound();
    return loaded;
  }

  /** The resource as the caller sees it, with its ETag. @throws Problem 404 */
  async show(lookup: ResourceLookup, reader: Omit<Reader, 'at'>): Promise<Answer> {
    const loaded = await this.get(lookup);
    const at = this.clock.now();
    return answerOf(resourceView(this.resource, loaded, { ...reader, at }));
  }

  /** Gives a command to the resource that the path names. Answers 200 unless `answer` says else. */
  async give(
    on: ResourceRequest,
    command: CommandOfResource<R>,
    answer?: AnswerFor,
  ): Promise<Answer> {
    const found = await this.get(on);
    return this.run(atId(on, found.id), found, command, answer);
  }

  /** Gives a command that makes a part with an id; answers 201 and the id under `partId`. */
  async add(
    on: ResourceRequest,
    partId: string,
    commandFor: (id: string) => CommandOfResource<R>,
  ): Promise<Answer> {
    const found = await this.get(on);
    const request = atId(on, found.id);
    const id = partIdFor(request, partId);
    const answer = this.createdPart(found.id, { [partId]: id });
    return this.run(request, found, commandFor(id), answer);
  }

  /** Serves the route of an action: its command made of the body, then as `give` or `add`. */
  async perform(on: ResourceRequest, action: RoutedAction<Command>, body: object): Promise<Answer> {
    const found = await this.get(on);
    const request = atId(on, found.id);
    const { type, data } = action.commandFor(body, request);
    const command = { type, data: { ...data, ...request.partIds } };
    const { makes } = action;
    if (makes === undefined) return this.run(request, found, command);
    const part = { [makes]: partIdFor(request, makes) };
    return this.run(request, found, command, this.createdPart(found.id, part));
  }

  /**
   * Does what takes more than one append: the claim of the Idempotency-Key is reserved before the
   * first, and completed after the last.
   */
  async inSteps(
    on: ResourceRequest,
    work: (found: Loaded<StateOf<R>>, context: CommandContext) => Promise<Receipt | Rejection>,
    answer?: AnswerFor,
  ): Promise<Answer> {
    const found = await this.get(on);
    return this.runner.run(atId(on, found.id), {
      steps: true,
      work: async (context) => this.followedUp(await work(found, context), context),
      ...(answer && { answer }),
    });
  }

  /**
   * Makes a resource by its first command. Answers 201 with its Location, or 200 when it was there
   * before. `correlationId` names its journey unless the caller names one.
   */
  create(
    request: CommandRequest,
    id: string,
    command: CommandOfResource<R>,
    correlationId?: string,
  ): Promise<Answer> {
    return this.runner.run(request, {
      work: (context) => this.execute(id, command, withJourney(correlationId, context)),
      answer: this.createdAt(id),
    });
  }

  /**
   * Serves the route that makes a resource. The id comes from the request: a repetition under the
   * same Idempotency-Key names the same resource.
   * @throws Problem 403 when the rule grants the caller nothing, as a caseworker without a centre
   */
  async createBy(request: CommandRequest, creation: Creation, body: object): Promise<Answer> {
    const granted = visibleTo(request.subject, creation.rule);
    if (Object.keys(granted).length === 0) throw problem('forbidden');
    const id = derivedId(request.commandId, this.resource.decider.category);
    const command = creation.commandFor(body, { ...request, id });
    return this.runner.run(request, {
      work: (context) => this.execute(id, command, context),
      answer: this.createdAt(id),
    });
  }

  /** The answer when a resource is made: 201 with its Location, 200 when it was there before. */
  createdAt(id: string): AnswerFor {
    const location = `/${this.resource.path}/${id}`;
    return (receipt) => (receipt.changed ? created(location, receipt) : done(receipt));
  }

  private createdPart(id: string, part: object): AnswerFor {
    return (receipt) => created(`/${this.resource.path}/${id}`, receipt, part);
  }

  private run(
    request: ResourceRequest,
    { id, correlationId }: Loaded<unknown>,
    command: Command,
    answer?: AnswerFor,
  ): Promise<Answer> {
    const journey = this.resource.continuesItsJourney && correlationId;
    return this.runner.run(request, {
      work: (context) => this.execute(id, command, withJourney(journey, context)),
      ...(answer && { answer }),
    });
  }

  private async execute(
    id: string,
    command: Command,
    context: CommandContext,
  ): Promise<Receipt | Rejection> {
    const outcome: Receipt | Rejection = await this.bus.execute(
      new Execute(this.resource.decider, id, command, context),
    );
    return this.followedUp(outcome, context);
  }

  private async followedUp(
    outcome: Receipt | Rejection,
    { actor }: CommandContext,
  ): Promise<Receipt | Rejection> {
    const { followUps } = this.resource;
    if (followUps && !isRejection(outcome)) {
      const { process, ...only } = followUps;
      await this.followUps.attempt(process, outcome, { actor, ...only });
    }
    return outcome;
  }

  private async idOf(text: string): Promise<string | undefined> {
    const id = text.toLowerCase();
    return ID.test(id) ? id : this.resource.alsoKnownBy(text, this.decisions);
  }

  private async loaded(id: string): Promise<Loaded<StateOf<R>> | undefined> {
    const loaded = await this.decisions.load(this.resource.decider, id);
    if (!loaded || !this.resource.exists(loaded.state)) return undefined;
    return { ...loaded, state: loaded.state as StateOf<R> };
  }
}

/** The request as if the path had named the resource by its id: its key belongs to the resource. */
const atId = (on: ResourceRequest, id: string): ResourceRequest => ({
  ...on,
  id,
  commandId: on.commandIdAt(id),
});

/** What the caller named wins. */
const withJourney = (correlationId: string | undefined, context: CommandContext): CommandContext =>
  correlationId === undefined ? context : { correlationId, ...context };

/** Injects the ResourceCommands of a resource. */
export const InjectResource = ({ token }: Resource): ParameterDecorator => Inject(token);

/** Provides the ResourceCommands of a resource to the controllers of its service. */
export const resourceProvider = (resource: Resource): Provider => ({
  provide: resource.token,
  inject: [CommandBus, CommandRunner, DECISIONS, CLOCK, FOLLOW_UPS],
  useFactory: (
    bus: CommandBus,
    runner: CommandRunner,
    decisions: Decisions,
    clock: Clock,
    followUps: FollowUpSteps,
  ) => new ResourceCommands(resource, bus, runner, decisions, clock, followUps),
});
