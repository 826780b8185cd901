import {
  type Command,
  type Decider,
  type DecisionContext,
  isRejection,
  type Rejection,
} from './decider';
import type { DomainEvent } from './event';
import {
  checkRevision,
  type CommandContext,
  type Loaded,
  type Receipt,
  unchanged,
} from './receipt';

/** Who would give the command and when, and the revision that the caller has seen. */
export type ForeseenContext = DecisionContext & Pick<CommandContext, 'ifRevision'>;

/**
 * What a command would come to on this state, with nothing recorded: a refusal, the receipt of a
 * command that changes nothing, or undefined when events would follow. It is for a command that is
 * given after another one: where its refusal is foreseen, the first one is not given in vain. The
 * command itself is judged again when its turn comes.
 * @throws StaleRevision
 */
export const foresee = <C extends Command, S, E extends DomainEvent, R extends string>(
  decider: Decider<C, S, E, R>,
  loaded: Loaded<S>,
  command: NoInfer<C>,
  context: ForeseenContext,
): Rejection<R> | Receipt<never> | undefined => {
  checkRevision(loaded, context);
  const { state, updatedAt } = loaded;
  const { actor, at: now } = context;
  const at = updatedAt > now ? updatedAt : now;
  const answer = decider.decide(command, state, { at, actor });
  if (isRejection(answer)) return answer;
  return answer.length === 0 ? unchanged(loaded) : undefined;
};
