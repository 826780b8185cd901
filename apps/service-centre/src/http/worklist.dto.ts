import { AtInstant, Choice, Flag, Id, ListQuery, Nested, Text, Whole } from '@talentloop/http';
import { centreNames, caseTypeCodes, statuses } from './case.dto';

export class WorklistQuery extends ListQuery {
  @AtInstant({ optional: true, description: 'The worklist as it was known at that instant.' })
  readonly asOf?: string;
}

export class BecauseView {
  @Text() readonly code!: string;
  @Text() readonly title!: string;
}

export class WorklistItem {
  @Id() readonly id!: string;
  @Text() readonly number!: string;
  @Choice(statuses) readonly status!: string;
  @Choice(centreNames) readonly centre!: string;
  @Choice(centreNames, { optional: true }) readonly transferTo!: string | null;
  @Text({ optional: true }) readonly assignee!: string | null;
  @Choice(caseTypeCodes) readonly type!: string;
  @Id({ optional: true }) readonly talentId!: string | null;
  @Text() readonly subject!: string;
  @Text() readonly priority!: string;
  @Flag() readonly escalated!: boolean;
  @Text({ optional: true }) readonly waitingOn!: string | null;
  @AtInstant({ optional: true }) readonly unansweredSince!: string | null;
  @AtInstant() readonly openedAt!: string;
  @Whole({ min: -10_000 }) readonly urgency!: number;
  @Nested(() => BecauseView, { list: true }) readonly because!: BecauseView[];
}

export class WorklistPage {
  @Nested(() => WorklistItem, { list: true }) readonly items!: WorklistItem[];
  @Text({ optional: true }) readonly nextCursor?: string;
}
