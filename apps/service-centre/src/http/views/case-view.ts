import { type Filter, type Scope, type Subject, visibleTo } from '@talentloop/access';
import type { Actor, Instant } from '@talentloop/event-sourcing';
import { allowedActions } from '@talentloop/http';
import { actionsFor, taskActionsFor } from '../../domain/service-case/actions';
import { type OpenedCase, visibleCentres } from '../../domain/service-case/state';
import { policy } from '../policy';
import { caseBody, type LoadedCase } from './case-body';

/** To whom a case belongs. */
export const scopeOf = (state: OpenedCase): Scope => ({
  centres: visibleCentres(state),
  client: state.file.client,
  talentId: state.file.talentId,
});

const actorOf = ({ id, roles, centre, client }: Subject): Actor => ({
  id,
  roles,
  ...(centre !== undefined && { centre }),
  ...(client !== undefined && { client }),
});

const seesNothing = (filter: Filter): boolean => Object.keys(filter).length === 0;

/** A case as this caller sees it, with what they may do next. Portals and talents see no notes. */
export const caseView = (loaded: LoadedCase, subject: Subject, at: Instant) => {
  const { notes, tasks, ...body } = caseBody(loaded);
  const { id, state } = loaded;
  const context = { at, actor: actorOf(subject) };
  const asking = { subject, policy, scope: scopeOf(state) };
  const href = `/cases/${id}`;
  return {
    ...body,
    ...(seesNothing(visibleTo(subject, policy['read-notes'])) ? {} : { notes }),
    tasks: tasks.map((task) => ({
      ...task,
      allowedActions: allowedActions(taskActionsFor(state, task.taskId, context), {
        ...asking,
        href: `${href}/tasks/${task.taskId}`,
      }),
    })),
    allowedActions: allowedActions(actionsFor(state, context), { ...asking, href }),
  };
};
