import { type Rule, sees, type Subject, visibleTo } from '@talentloop/access';
import {
  type Command,
  type DecisionContext,
  type Instant,
  isRejection,
  type Loaded,
} from '@talentloop/event-sourcing';
import type { AllowedAction } from '../allowed-actions';
import { actorOf } from '../command-request';
import { type Action, commandTypeFor } from './action';
import type { Resource, ResourcePart } from './resource';

/**
 * What one caller may do now with one resource. An action is offered when its rule lets the caller
 * in and the decider, asked with an exemplary command, answers events: what is offered is granted.
 */
export class OfferedActions {
  private readonly context: DecisionContext;
  private readonly href: string;
  /** Many actions share a rule, so each is judged once. */
  private readonly judged = new Map<Rule, boolean>();

  constructor(
    private readonly resource: Resource,
    private readonly loaded: Loaded<unknown>,
    private readonly caller: Subject,
    now: Instant,
  ) {
    const { id, updatedAt } = loaded;
    // The decider is never asked about a moment before the stream's last event.
    const at = updatedAt > now ? updatedAt : now;
    this.context = { at, actor: actorOf(caller) };
    this.href = `/${resource.path}/${id}`;
  }

  /** Whether a rule lets the caller in to this very resource. */
  grants(rule: Rule): boolean {
    const known = this.judged.get(rule);
    if (known !== undefined) return known;
    const { resource, loaded, caller } = this;
    const granted = sees(visibleTo(caller, rule), resource.scopeOf(loaded.state, loaded.id));
    this.judged.set(rule, granted);
    return granted;
  }

  /** What may be done with the resource as a whole. */
  all(): readonly AllowedAction[] {
    return this.offered(this.resource.actions, this.href);
  }

  /** What may be done with one of its parts. */
  ofPart(name: string, { id, actions }: ResourcePart, partId: string): readonly AllowedAction[] {
    return this.offered(actions, `${this.href}/${name}/${partId}`, { [id]: partId });
  }

  private offered(
    actions: Readonly<Record<string, Action>>,
    href: string,
    part?: Readonly<Record<string, string>>,
  ): readonly AllowedAction[] {
    const offered: AllowedAction[] = [];
    for (const action of Object.keys(actions)) {
      const known = actions[action];
      if (known && this.isOffered(known, part)) offered.push({ action, href: `${href}/${action}` });
    }
    return offered;
  }

  private isOffered(action: Action, part?: Readonly<Record<string, string>>): boolean {
    if (!this.grants(action.rule)) return false;
    if (action.kind === 'foreign') return true;
    const type = commandTypeFor(action.type, this.caller);
    const example = this.resource.exampleOf(type, this.loaded.state, this.context.at);
    return this.wouldHappen(part ? { type, data: { ...example.data, ...part } } : example);
  }

  /** Whether the decider would let it happen, and something would change. */
  private wouldHappen(command: Command): boolean {
    const decision = this.resource.decider.decide(command, this.loaded.state, this.context);
    return !isRejection(decision) && decision.length > 0;
  }
}
