import { Inject, Injectable } from '@nestjs/common';
import {
  canonicalJson,
  type Claim,
  type ClaimAnswer,
  type CommandContext,
  type EventStore,
  isRejection,
  type Receipt,
  type Rejection,
  type RequestClaim,
  StaleRevision,
} from '@talentloop/event-sourcing';
import { createHmac, type KeyObject } from 'node:crypto';
import { Answer, type Answered, done } from './answer';
import type { CommandRequest } from './command-request';
import { consistencyToken } from './consistency';
import { Problem, problem, type RefusalProblems } from './problem';
import {
  EVENT_STORE,
  IDEMPOTENCY_KEY,
  REFUSAL_PROBLEMS,
  SERVICE,
  type ServiceDefinition,
} from './tokens';

/** How one command is done. */
export interface CommandWork {
  /** Throws `notFound()` when the resource is not there for this caller. */
  readonly visible?: () => Promise<unknown>;
  /** Executes the command; with `steps`, several, under ids derived from `context.commandId`. */
  readonly work: (context: CommandContext) => Promise<Receipt | Rejection>;
  /**
   * What the caller is answered; 200 with `{ id, revision }` by default. The claim of an append is
   * stored with its answer, so the runner asks before the append, when `position` is not known yet,
   * and once more only for another outcome, when somebody else was faster. What was stored is what
   * the caller gets. With `steps` it is asked once, after the last.
   */
  readonly answer?: (receipt: Receipt) => Answered;
  /** More than one append: the claim is reserved first and completed after the last. */
  readonly steps?: true;
}

/** What a claim keeps as its answer's body, so that a repetition answers the same headers too. */
interface Kept {
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Runs a command in the order that callers rely on: 404, the answer given before or 422, then what
 * the domain says (412, 409). One request under one Idempotency-Key has one effect and one answer.
 */
@Injectable()
export class CommandRunner {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(SERVICE) private readonly service: ServiceDefinition,
    @Inject(REFUSAL_PROBLEMS) private readonly refusals: RefusalProblems,
    @Inject(IDEMPOTENCY_KEY) private readonly key: KeyObject,
  ) {}

  /**
   * @throws Problem, StaleRevision, ClaimMismatch, StoreUnavailable: the problem filter answers
   * them.
   */
  async run(request: CommandRequest, work: CommandWork): Promise<Answer> {
    await work.visible?.();
    const claim = request.hasKey ? this.claimOf(request) : undefined;
    const before = claim && work.steps && answerOf(claim, await this.store.keepClaim(claim));
    if (before) return this.again(before);
    const answerTo = answering(work);
    const receipt = await this.work(request, work, claim && { ...claim, answer: answerTo });
    if ('status' in receipt) return this.again(receipt);
    if (receipt.answered) return this.again(receipt.answered);
    const answer = answerTo(receipt);
    const needsClaim = claim && (work.steps || !receipt.changed);
    const stands = needsClaim ? await this.keep({ ...claim, answer }) : answer;
    return this.answer(stands, receipt.position);
  }

  private async work(
    request: CommandRequest,
    { work, steps }: CommandWork,
    claim: RequestClaim | undefined,
  ): Promise<Receipt | ClaimAnswer> {
    const { commandId, actor, correlationId, ifRevision } = request;
    const context: CommandContext = {
      commandId,
      actor,
      ...(correlationId !== undefined && { correlationId }),
      ...(ifRevision !== undefined && { ifRevision }),
      ...(claim && !steps && { claim }),
    };
    try {
      const outcome = await work(context);
      if (isRejection(outcome)) throw this.refused(outcome);
      return outcome;
    } catch (error) {
      const before = claim && isRefusal(error) && (await this.giveUp(claim, steps));
      if (before) return before;
      throw error;
    }
  }

  /**
   * What a refused request was answered before, when it was done before. The runner asks only now:
   * an append finds a claim that stands by itself.
   */
  private async giveUp(
    { commandId, digest }: RequestClaim,
    steps: true | undefined,
  ): Promise<ClaimAnswer | undefined> {
    if (!steps) return answerOf({ commandId, digest }, await this.store.findClaim(commandId));
    await this.store.releaseClaim(commandId);
    return undefined;
  }

  private async keep(claim: Claim & { readonly answer: ClaimAnswer }): Promise<ClaimAnswer> {
    const standing = await this.store.keepClaim(claim);
    if (standing.digest !== claim.digest) throw problem('idempotency-key-reused');
    return standing.answer ?? claim.answer;
  }

  private claimOf({ commandId, body }: CommandRequest): Claim {
    const digest = createHmac('sha256', this.key).update(canonicalJson(body)).digest('hex');
    return { commandId, digest };
  }

  private refused({ rejected, details }: Rejection): Problem {
    const told = this.refusals[rejected];
    if (!told) throw new Error(`the refusal ${rejected} has no problem`);
    if (told.status === 404) return problem('not-found');
    return new Problem(told.status ?? 409, rejected, told.title, { ...(details && { details }) });
  }

  /** A repetition's token covers all that is there, its first effect included. */
  private async again(answer: ClaimAnswer): Promise<Answer> {
    return this.answer(answer, await this.store.head());
  }

  private answer({ status, body }: ClaimAnswer, position: number): Answer {
    const kept = body as Kept;
    return new Answer(status, kept.body, {
      ...kept.headers,
      'consistency-token': consistencyToken(this.service.name, position),
    });
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Problem || error instanceof StaleRevision;

/** @throws Problem when the key was used for another body. */
const answerOf = (claim: Claim, standing: Claim | undefined): ClaimAnswer | undefined => {
  if (standing && standing.digest !== claim.digest) throw problem('idempotency-key-reused');
  return standing?.answer;
};

/** Asks for the answer once for each outcome, however often the append and the runner need it. */
const answering = ({ answer = done }: CommandWork): ((receipt: Receipt) => ClaimAnswer) => {
  let last: { readonly receipt: Receipt; readonly answer: ClaimAnswer } | undefined;
  return (receipt) => {
    const isSame =
      last?.receipt.revision === receipt.revision && last.receipt.changed === receipt.changed;
    if (!last || !isSame) last = { receipt, answer: keptAnswer(answer(receipt), receipt) };
    return last.answer;
  };
};

const keptAnswer = ({ status, body, location }: Answered, receipt: Receipt): ClaimAnswer => {
  const headers = {
    etag: `"${receipt.revision}"`,
    ...(location !== undefined && { location }),
  };
  return { status, body: { body, headers } satisfies Kept };
};
