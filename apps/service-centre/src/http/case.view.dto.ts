import { AtInstant, Choice, Flag, Id, Nested, Text, Whole } from '@talentloop/http';
import { languages } from '@talentloop/locale';
import { waitingReasons } from '../domain/service-case/events';
import { channels, priorities } from '../domain/values/case-opening';
import { caseTypeCodes, centreNames, statuses } from './case.dto';

/** Every scalar field of a case: what an item of a list carries. Documents the answers. */
export class CaseItem {
  @Id() readonly id!: string;
  @Text() readonly number!: string;
  @Choice(statuses) readonly status!: string;
  @Whole() readonly revision!: number;
  @AtInstant() readonly createdAt!: string;
  @AtInstant() readonly updatedAt!: string;
  @Id() readonly correlationId!: string;
  @Choice(centreNames) readonly centre!: string;
  @Text({ optional: true }) readonly client!: string | null;
  @Id({ optional: true }) readonly talentId!: string | null;
  @Choice(channels) readonly channel!: string;
  @Choice(caseTypeCodes) readonly type!: string;
  @Whole() readonly typeVersion!: number;
  @Choice(priorities) readonly priority!: string;
  @Text() readonly subject!: string;
  @Text({ optional: true }) readonly description!: string | null;
  @Text({ optional: true }) readonly assignee!: string | null;
  @Choice(waitingReasons, { optional: true }) readonly waitingOn!: string | null;
  @Text({ optional: true }) readonly result!: string | null;
  @Text({ optional: true }) readonly explanation!: string | null;
  @Flag() readonly escalated!: boolean;
  @Flag() readonly overdue!: boolean;
  @Choice(centreNames, { optional: true }) readonly transferTo!: string | null;
  @Id({ optional: true }) readonly mergedInto!: string | null;
}

export class CasePage {
  @Nested(() => CaseItem, { list: true }) readonly items!: CaseItem[];
  @Text({ optional: true }) readonly nextCursor?: string;
}

export class ActionView {
  @Text() readonly action!: string;
  @Text() readonly href!: string;
}

class Written {
  @Text() readonly by!: string;
  @AtInstant() readonly at!: string;
}

export class NoteView extends Written {
  @Id() readonly noteId!: string;
  @Text() readonly text!: string;
}

export class MessageView extends Written {
  @Id() readonly messageId!: string;
  @Choice(['sent', 'received']) readonly direction!: string;
  @Text() readonly text!: string;
  @Choice(languages) readonly language!: string;
}

export class TaskView extends Written {
  @Id() readonly taskId!: string;
  @Text() readonly title!: string;
  @Text({ optional: true }) readonly due!: string | null;
  @Choice(['open', 'completed']) readonly status!: string;
  @Text({ optional: true }) readonly completedBy!: string | null;
  @AtInstant({ optional: true }) readonly completedAt!: string | null;
  @Nested(() => ActionView, { list: true }) readonly allowedActions!: ActionView[];
}

export class FeedbackView extends Written {
  @Whole({ min: 1, max: 5 }) readonly score!: number;
  @Text({ optional: true }) readonly comment!: string | null;
}

class ServiceLevelView {
  @Text() readonly kind!: string;
}

export class CaseView extends CaseItem {
  @Nested(() => TaskView, { list: true }) readonly tasks!: TaskView[];
  @Nested(() => MessageView, { list: true }) readonly messages!: MessageView[];
  @Nested(() => NoteView, { list: true, optional: true, description: 'Workers and auditors only.' })
  readonly notes?: NoteView[];
  @Nested(() => FeedbackView, { list: true }) readonly feedback!: FeedbackView[];
  @Nested(() => ServiceLevelView, { list: true }) readonly serviceLevels!: ServiceLevelView[];
  @Nested(() => ActionView, { list: true }) readonly allowedActions!: ActionView[];
}
