import { Choice, Id, ListQuery, OnDay, Flag, Text, Whole } from '@talentloop/http';
import { type Language, languages } from '@talentloop/locale';
import { type WaitingOn, waitingReasons } from '../domain/service-case/events';
import { type Channel, channels, priorities, type Priority } from '../domain/values/case-opening';
import { caseTypes } from '../domain/values/case-types';
import { centres } from '../domain/values/centres';

export const centreNames = centres.map(({ centre }) => centre);
export const caseTypeCodes = [...new Set(caseTypes.map(({ code }) => code))];
export const statuses = [
  'open',
  'assigned',
  'in-progress',
  'waiting',
  'resolved',
  'closed',
  'cancelled',
  'merged',
] as const;
const WORKER_LENGTH_MAX = 255;
const NUMBER_LENGTH_MAX = 40;

export class OpenCaseRequest {
  @Id({ optional: true }) readonly talentId?: string;
  @Choice(centreNames) readonly centre!: string;
  @Choice(channels) readonly channel!: Channel;
  @Choice(caseTypeCodes) readonly type!: string;
  @Choice(priorities, { optional: true }) readonly priority?: Priority;
  @Text() readonly subject!: string;
  @Text({ optional: true }) readonly description?: string;
}

export class AssignRequest {
  @Text({ max: WORKER_LENGTH_MAX }) readonly assignee!: string;
}

export class ReasonRequest {
  @Text() readonly reason!: string;
}

export class ChangePriorityRequest {
  @Choice(priorities) readonly priority!: Priority;
  @Text() readonly reason!: string;
}

export class WaitRequest {
  @Choice(waitingReasons) readonly on!: WaitingOn;
  @Text() readonly reason!: string;
}

export class ResolveRequest {
  @Text({ max: 100, description: 'A result of the case’s type, see /case-types.' })
  readonly result!: string;
  @Text() readonly explanation!: string;
}

export class TransferCaseRequest {
  @Choice(centreNames) readonly centre!: string;
  @Text() readonly reason!: string;
}

export class MergeRequest {
  @Text({ max: NUMBER_LENGTH_MAX, description: 'The id or the number of the other case.' })
  readonly into!: string;
}

export class NoteRequest {
  @Text() readonly text!: string;
}

export class MessageRequest {
  @Text() readonly text!: string;
  @Choice(languages) readonly language!: Language;
}

export class TaskRequest {
  @Text() readonly title!: string;
  @OnDay({ optional: true }) readonly due?: string;
}

export class FeedbackRequest {
  @Whole({ min: 1, max: 5 }) readonly score!: number;
  @Text({ optional: true }) readonly comment?: string;
}

export class CasesQuery extends ListQuery {
  @Choice(statuses, { optional: true }) readonly status?: string;
  @Text({ optional: true, max: WORKER_LENGTH_MAX }) readonly assignee?: string;
  @Choice(centreNames, { optional: true }) readonly centre?: string;
  @Choice(caseTypeCodes, { optional: true }) readonly type?: string;
  @Flag({ optional: true }) readonly overdue?: boolean;
  @Id({ optional: true }) readonly talentId?: string;
  @Text({ optional: true, max: NUMBER_LENGTH_MAX }) readonly number?: string;
}
