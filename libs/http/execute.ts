import { Inject, Injectable, Module, type Provider } from '@nestjs/common';
import {
  Command as BusCommand,
  CommandHandler,
  CqrsModule,
  type ICommandHandler,
} from '@nestjs/cqrs';
import type {
  Command,
  CommandContext,
  Decider,
  Decisions,
  DomainEvent,
  Receipt,
  Rejection,
} from '@talentloop/event-sourcing';
import { DECISIONS } from './tokens';

type AnyDecider<C extends Command> = Decider<C, unknown, DomainEvent, string>;

/** One command for one aggregate, as the command bus carries it; the same for every aggregate. */
export class Execute<C extends Command = Command> extends BusCommand<Receipt | Rejection> {
  constructor(
    readonly decider: AnyDecider<C>,
    readonly id: string,
    readonly command: NoInfer<C>,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** The Decisions of every service in one Nest application, by the deciders that they judge with. */
@Injectable()
export class DecisionsByDecider {
  private readonly known = new Map<object, Decisions>();

  /** @throws when another service has a decider already: a command would go to the wrong log. */
  add(deciders: readonly object[], decisions: Decisions): void {
    for (const decider of deciders) {
      const before = this.known.get(decider);
      if (before && before !== decisions) throw new Error('two services share a decider');
      this.known.set(decider, decisions);
    }
  }

  /** @throws when no service of this application has the decider. */
  get(decider: AnyDecider<Command>): Decisions {
    const decisions = this.known.get(decider);
    if (!decisions) throw new Error(`no service here decides about ${decider.category}`);
    return decisions;
  }
}

/** The one handler of `Execute` in a process. */
@CommandHandler(Execute)
class ExecuteHandler implements ICommandHandler<Execute> {
  constructor(@Inject(DecisionsByDecider) private readonly services: DecisionsByDecider) {}

  async execute({ decider, id, command, context }: Execute): Promise<Receipt | Rejection> {
    return this.services.get(decider).execute(decider, id, command, context);
  }
}

/** The command bus with its handler of `Execute`; every service's module imports it. */
@Module({
  imports: [CqrsModule],
  providers: [DecisionsByDecider, ExecuteHandler],
  exports: [CqrsModule, DecisionsByDecider],
})
export class ExecuteModule {}

const REGISTERED = Symbol('deciders of a service');

/** Lets the handler of `Execute` know which deciders a service has. */
export const executeProvider = (deciders: readonly object[]): Provider => ({
  provide: REGISTERED,
  inject: [DecisionsByDecider, DECISIONS],
  useFactory: (services: DecisionsByDecider, decisions: Decisions) =>
    services.add(deciders, decisions),
});
