import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandContext } from '@talentloop/event-sourcing';
import {
  type Answer,
  created,
  Execute,
  InjectResource,
  type ResourceRequest,
} from '@talentloop/http';
import type { TalentCommand } from '../domain/talent/commands';
import type { Talent } from '../domain/talent/state';
import { talent } from '../domain/talent/talent';
import { type Talents, talents } from './talent.resource';

/** A part to add, and how the answer names it once the command was given. */
export interface PartToAdd {
  readonly command: TalentCommand;
  /** The part that was added, or the one on record that says the same. */
  readonly namedIn: (state: Talent) => object | undefined;
}

/** Parts of a person that are on record once, however often somebody adds them. */
@Injectable()
export class TalentParts {
  constructor(
    @InjectResource(talents) private readonly talents: Talents,
    private readonly bus: CommandBus,
  ) {}

  /**
   * Adds a part: 201. When the record says the same already the command writes nothing, and the
   * answer is 200 with the part that says so. Which part it is can be read only after the command,
   * so the runner completes the claim of the Idempotency-Key afterwards.
   */
  addOnce(on: ResourceRequest, partFor: (context: CommandContext) => PartToAdd): Promise<Answer> {
    let named: object | undefined;
    return this.talents.inSteps(
      on,
      async ({ id }, context) => {
        const { command, namedIn } = partFor(context);
        const outcome = await this.bus.execute(new Execute(talent, id, command, context));
        named = namedIn((await this.talents.get(on)).state);
        return outcome;
      },
      (receipt) => {
        const { id, revision, changed } = receipt;
        if (changed) return created(`/talents/${id}`, receipt, named);
        return { status: 200, body: { id, revision, ...named } };
      },
    );
  }
}
