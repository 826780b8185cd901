import {
  type Decider,
  type DecisionContext,
  fold,
  judge,
  reject,
} from '@talentloop/event-sourcing';
import type { CaseCommand, CaseCommandData, CaseRejection } from './commands';
import type { CaseEvent } from './events';
import { folds } from './folds';
import { assigning } from './rules/assigning';
import { concluding } from './rules/concluding';
import { conversing } from './rules/conversing';
import type { CaseRules } from './rules/guards';
import { moving } from './rules/moving';
import { opening } from './rules/opening';
import { waiting } from './rules/waiting';
import type { CaseState, OpenedCase } from './state';

type LaterCommand = Exclude<keyof CaseCommandData, 'OpenCase'>;

const rules: CaseRules<LaterCommand> = {
  ...assigning,
  ...waiting,
  ...conversing,
  ...concluding,
  ...moving,
};

/** The other centre answers a transfer; anything else is for workers of the case's own centre. */
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
    if (command.type === 'OpenCase') return judge(opening, command, state, context);
    if (state.status === 'none') return reject('not-opened');
    if (isFromElsewhere(command.type, state, context)) return reject('not-your-centre');
    return judge(rules, command, state, context);
  },
  evolve: (state, event) => {
    if (event.type === 'CaseOpened') return folds.CaseOpened(state, event);
    return state.status === 'none' ? state : fold(folds, state, event);
  },
};
