import { ApiProperty } from '@nestjs/swagger';
import { AtInstant, Flag, Nested, Text, Whole } from '@talentloop/http';
import { ActorView, BrokenView } from './audit.dto';

/** Documents a value that may have any JSON type. */
const Anything = (description: string): PropertyDecorator =>
  ApiProperty({ description, required: true, nullable: true, type: Object });

export class ChangeView {
  @Text({ description: 'The path with dots, such as `offer.unitId`.' }) readonly field!: string;
  @Anything('The value before; null if there was none.') readonly before!: unknown;
  @Anything('The value after; null if there is none.') readonly after!: unknown;
}

export class PolicyView {
  @Text() readonly name!: string;
  @Text() readonly version!: string;
  @Anything('The inputs of the policy.') readonly inputs!: unknown;
  @Text({ list: true, description: 'The rules that fired.' }) readonly fired!: string[];
  @Text() readonly outcome!: string;
}

export class HistoryItemView {
  @Whole() readonly revision!: number;
  @Text() readonly type!: string;
  @AtInstant() readonly recordedAt!: string;
  @AtInstant({ optional: true }) readonly effectiveAt?: string;
  @Nested(() => ActorView) readonly actor!: ActorView;
  @Text({ optional: true }) readonly reason?: string;
  @Nested(() => PolicyView, { optional: true }) readonly policy?: PolicyView;
  @Nested(() => ChangeView, { list: true }) readonly changes!: ChangeView[];
  @Text() readonly correlationId!: string;
  @Anything('The event that caused it; null if a person did.') readonly causationId!: unknown;
  @Text() readonly eventId!: string;
  @Text() readonly hash!: string;
  @Flag({ description: 'Whether the stored bytes have this hash and follow the event before.' })
  readonly verified!: boolean;
  @Text({ optional: true, description: 'Why the event cannot be read.' })
  readonly unreadable?: string;
}

export class HistoryView {
  @Nested(() => HistoryItemView, { list: true }) readonly items!: HistoryItemView[];
}

export class StateAtView {
  @Text() readonly status!: string;
  @Whole() readonly revision!: number;
  @AtInstant() readonly at!: string;
  @ApiProperty({ type: Object, description: 'The body of the GET, without `allowedActions`.' })
  readonly state!: object;
}

export class JourneyNodeView {
  @Text() readonly eventId!: string;
  @Text() readonly service!: string;
  @Text() readonly stream!: string;
  @Whole() readonly revision!: number;
  @Text() readonly type!: string;
  @AtInstant() readonly recordedAt!: string;
  @Nested(() => ActorView) readonly actor!: ActorView;
  @Text() readonly correlationId!: string;
  @Text({ optional: true }) readonly causationId?: string;
  @Nested(() => JourneyNodeView, { list: true }) readonly caused!: JourneyNodeView[];
}

export class JourneyView {
  @Nested(() => JourneyNodeView, { list: true }) readonly items!: JourneyNodeView[];
  @Text({ list: true, description: 'The services that did not answer.' })
  readonly unavailable!: string[];
}

export class VerificationView {
  @Whole() readonly events!: number;
  @Flag() readonly ok!: boolean;
  @Nested(() => BrokenView, { optional: true }) readonly firstBroken?: BrokenView;
}
