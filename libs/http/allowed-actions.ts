import { type Policy, type Scope, sees, type Subject, visibleTo } from '@talentloop/access';

/** One thing that the caller may do next. */
export interface AllowedAction {
  readonly action: string;
  readonly href: string;
}

/**
 * The state's actions that this caller may take too. The policy names each by the last segment of
 * its path; one without a rule is offered to nobody.
 */
export const allowedActions = (
  actions: readonly string[],
  asking: {
    readonly subject: Subject;
    readonly policy: Policy;
    readonly scope: Scope;
    readonly href: string;
  },
): readonly AllowedAction[] =>
  actions
    .filter((action) => {
      const rule = asking.policy[action];
      return rule !== undefined && sees(visibleTo(asking.subject, rule), asking.scope);
    })
    .map((action) => ({ action, href: `${asking.href}/${action}` }));
