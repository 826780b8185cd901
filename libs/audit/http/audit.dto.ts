import { AtInstant, Choice, Flag, Text, Whole } from '@talentloop/http';

/** A moment of a resource: either `at` or `revision`. */
export class StateAtQuery {
  @AtInstant({ optional: true, description: 'The state as recorded at this instant.' })
  readonly at?: string;
  @Whole({ optional: true, description: 'The state after the event with this revision.' })
  readonly revision?: number;
  @Flag({
    optional: true,
    description: 'Whether to include later corrections of that time; only with `at`.',
  })
  readonly corrected?: boolean;
}

export class JourneyQuery {
  @Choice(['own'], { optional: true, description: 'Only the services of this process.' })
  readonly scope?: 'own';
}

/** What to verify: everything that this process serves, one category, or one resource. */
export class VerifyDto {
  @Text({ optional: true, max: 100, description: 'The name in the path, such as `cases`.' })
  readonly category?: string;
  @Text({ optional: true, max: 100, description: 'The id of a resource; only with `category`.' })
  readonly id?: string;
}

export class BrokenView {
  @Text() readonly service!: string;
  @Whole() readonly position!: number;
  @Text({ optional: true }) readonly stream?: string;
  @Whole({ optional: true }) readonly revision?: number;
  @Choice([
    'hash-mismatch',
    'chain-broken',
    'revision-gap',
    'position-gap',
    'time-reversed',
    'unreadable',
  ])
  readonly kind!: string;
}

export class ActorView {
  @Text() readonly id!: string;
  @Text({ list: true }) readonly roles!: string[];
  @Text({ optional: true }) readonly centre?: string;
  @Text({ optional: true }) readonly client?: string;
}
