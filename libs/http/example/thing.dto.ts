import { AtInstant, Choice, Flag, Id, ListQuery, Nested, Text, Whole } from '../index';

/** One decorator per field validates it and documents it. */
export class AddRequest {
  @Text({ max: 100 }) readonly name!: string;
  @Text({ max: 40, optional: true }) readonly serial?: string;
}

export class RenameRequest {
  @Text({ max: 100 }) readonly name!: string;
}

export class RemarkRequest {
  @Text() readonly text!: string;
}

export class AdoptNameRequest {
  @Text({ max: 40, description: 'The id or the serial of the other thing.' })
  readonly of!: string;
}

export class ThingsQuery extends ListQuery {
  @Choice(['kept', 'scrapped'], { optional: true }) readonly status?: 'kept' | 'scrapped';
  @AtInstant({ optional: true }) readonly asOf?: string;
}

class ActionView {
  @Text() readonly action!: string;
  @Text() readonly href!: string;
}

class RemarkView {
  @Id() readonly remarkId!: string;
  @Text() readonly text!: string;
  @Flag() readonly settled!: boolean;
  @Nested(() => ActionView, { list: true }) readonly allowedActions!: ActionView[];
}

export class ThingView {
  @Id() readonly id!: string;
  @Choice(['kept', 'scrapped']) readonly status!: string;
  @Whole() readonly revision!: number;
  @AtInstant() readonly createdAt!: string;
  @AtInstant() readonly updatedAt!: string;
  @Id() readonly correlationId!: string;
  @Text() readonly name!: string;
  @Text() readonly centre!: string;
  @Nested(() => RemarkView, { list: true, optional: true }) readonly remarks?: RemarkView[];
  @Nested(() => ActionView, { list: true }) readonly allowedActions!: ActionView[];
}
