import { type Decider, type DecisionContext, reject } from '@talentloop/event-sourcing';
import { assigning } from './assigning';
import type { CaseCommand, CaseCommandOf, CaseCommandType, CaseRejection } from './commands';
import { concluding } from './concluding';
import { conversing } from './conversing';
import type { CaseEvent } from './events';
import { evolveCase } from './folds';
import { moving } from './moving';
import { openCase } from './opening';
import type { Decision, Rules } from './rules';
import type { CaseState, OpenedCase } from './state';
import { waiting } from './waiting';

type LaterCommand = Exclude<CaseCommandType, 'OpenCase'>;

const rules: Rules<LaterCommand> = {
  ...assigning,
  ...waiting,
  ...conversing,
  ...concluding,
  ...moving,
};

const judge = <T extends LaterCommand>(
  { type, data }: CaseCommandOf<T>,
  state: OpenedCase,
  context: DecisionContext,
): Decision => rules[type](data, state, context);

/** A transfer is answered by the other centre; everything else is done by the case's own. */
const isFromElsewhere = (
  type: LaterCommand,
  { file }: OpenedCase,
  { actor }: DecisionContext,
): boolean =>
  type !== 'AcceptTransfer' &&
  type !== 'DeclineTransfer' &&
  actor.centre !== undefined &&
  actor.centre !== file.centre;

/** One matter of one person, worked at a service centre from its opening to its result. */
export const serviceCase: Decider<CaseCommand, CaseState, CaseEvent, CaseRejection> = {
  category: 'case',
  initialState: { status: 'none' },
  decide: (command, state, context) => {
    if (command.type === 'OpenCase') return openCase(command.data, state, context);
    if (state.status === 'none') return reject('not-opened');
    if (isFromElsewhere(command.type, state, context)) return reject('not-your-centre');
    return judge(command, state, context);
  },
  evolve: evolveCase,
};
