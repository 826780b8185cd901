import { AtInstant, Choice, Flag, Text, Whole } from '@talentloop/http';

/** A moment of a resource: either `at` or `revision`. */
export class StateAtQuery {
  @AtInstant({ optional: true, description: 'as recorded at that instant' })
  readonly at?: string;
  @Whole({ optional: true, description: 'after the event with this revision' })
  readonly revision?: number;
  @Flag({ optional: true, description: 'with later corrections of that time; goes with `at`' })
  readonly corrected?: boolean;
}

export class JourneyQuery {
  @Choice(['own'], { optional: true, description: 'only what this process serves' })
  readonly scope?: 'own';
}

/** What to verify: everything that this process serves, one category, or one resource. */
export class VerifyDto {
  @Text({ optional: true, max: 100, description: 'as in the path: `cases`' })
  readonly category?: string;
  @Text({ optional: true, max: 100, description: 'goes with `category`' })
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
