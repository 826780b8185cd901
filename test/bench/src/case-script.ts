import { randomUUID } from 'node:crypto';
import { type Actor, type DomainEvent, isRejection } from '@talentloop/event-sourcing';
import type { CaseCommand } from '../../../apps/service-centre/src/domain/service-case/commands';
import type { CaseEvent } from '../../../apps/service-centre/src/domain/service-case/events';
import { serviceCase } from '../../../apps/service-centre/src/domain/service-case/service-case';
import type { CaseState } from '../../../apps/service-centre/src/domain/service-case/state';

/** An event as every store gets it: in plain text, with the same metadata that our store keeps. */
export interface PlainEvent {
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

export const caseworker: Actor = {
  id: 'caseworker-7',
  roles: ['caseworker'],
  centre: 'loop-onsite',
};

const NOTE =
  'Called the landlord about the deposit; he accepts the letter of the sponsor and wants it by Friday. ' +
  '已致電業主，確認按金可由擔保公司支付。';
const QUESTION =
  '您好，我的孩子九月入学，请问入学申请需要什么文件？我和家人下星期抵达，可以先看学校吗？';
const ANSWER =
  'You need the birth certificate, the vaccination record and the proof of address. The school can be ' +
  'visited on Tuesday or Thursday afternoon; tell us which day suits you and we will book it.';

const opening = {
  centre: 'loop-onsite',
  channel: 'portal',
  type: 'onboarding',
  typeVersion: 1,
  priority: 'normal',
  subject: 'Arrival with a family of four, schooling and a flat',
  description:
    'The family arrives on the 14th. They need a flat for two months, a place in primary school and ' +
    'an account for the salary. 需要普通話及英語服務。',
  client: 'portal',
  openedBy: 'portal',
} as const;

const numberOf = (caseId: string): string => `SC-LOOP-2026-${caseId.slice(0, 8)}`;

type Step = (caseId: string, talentId: string) => CaseCommand;

/** A case of the usual length, from its opening to its closing, with one event per command. */
const STEPS: readonly Step[] = [
  (caseId, talentId) => ({
    type: 'OpenCase',
    data: { number: numberOf(caseId), opening: { ...opening, talentId } },
  }),
  () => ({ type: 'ClaimCase', data: {} }),
  () => ({ type: 'StartWork', data: {} }),
  (caseId) => ({ type: 'AddNote', data: { noteId: `${caseId}-n1`, text: NOTE } }),
  (caseId) => ({
    type: 'ReceiveMessage',
    data: { messageId: `${caseId}-m1`, text: QUESTION, language: 'zh-Hans' },
  }),
  (caseId) => ({
    type: 'SendMessage',
    data: { messageId: `${caseId}-m2`, text: ANSWER, language: 'en' },
  }),
  (caseId) => ({
    type: 'AddTask',
    data: { taskId: `${caseId}-t1`, title: 'Book the visit', due: '2026-09-01' },
  }),
  () => ({ type: 'WaitFor', data: { on: 'talent', reason: 'Waits for the day of the visit' } }),
  () => ({ type: 'Resume', data: {} }),
  (caseId) => ({ type: 'CompleteTask', data: { taskId: `${caseId}-t1` } }),
  (caseId) => ({ type: 'AddNote', data: { noteId: `${caseId}-n2`, text: NOTE } }),
  () => ({ type: 'EscalateCase', data: { reason: 'The school year begins on Monday' } }),
  (caseId) => ({
    type: 'SendMessage',
    data: { messageId: `${caseId}-m3`, text: ANSWER, language: 'en' },
  }),
  (caseId) => ({ type: 'AddNote', data: { noteId: `${caseId}-n3`, text: NOTE } }),
  () => ({
    type: 'ResolveCase',
    data: { result: 'completed', explanation: 'Housed, and the school found' },
  }),
  () => ({ type: 'CloseCase', data: { reason: 'The family has moved in' } }),
];

export const EVENTS_PER_CASE = STEPS.length;

export const commandOf = (caseId: string, talentId: string, step: number): CaseCommand => {
  const make = STEPS[step];
  if (!make) throw new RangeError(`a case has no step ${step}`);
  return make(caseId, talentId);
};

export const noteOf = (noteId: string): CaseCommand => ({
  type: 'AddNote',
  data: { noteId, text: NOTE },
});

const AT = '2026-08-03T02:00:00.000Z';

/** The event that the decider makes of the command. There must be exactly one. */
export const decided = (command: CaseCommand, state: CaseState): CaseEvent => {
  const outcome = serviceCase.decide(command, state, { at: AT, actor: caseworker });
  if (isRejection(outcome)) throw new Error(`${command.type} was refused: ${outcome.rejected}`);
  const [event] = outcome;
  if (!event) throw new Error(`${command.type} changed nothing`);
  return event;
};

/** The event in plain text, with the metadata that our store keeps. Every peer gets this form. */
export const plain = (
  { type, data, reason, policy }: CaseEvent,
  commandId: string,
  correlationId: string,
): PlainEvent => {
  const because = { ...(reason !== undefined && { reason }), ...(policy && { policy }) };
  const metadata = { recordedAt: AT, actor: caseworker, commandId, correlationId, ...because };
  return { type, data, metadata };
};

/** The events of a whole case, made once as a pattern, so that peers do not pay for deciding. */
const pattern = (caseId: string, talentId: string): readonly CaseEvent[] => {
  let state = serviceCase.initialState;
  return STEPS.map((make) => {
    const event = decided(make(caseId, talentId), state);
    state = serviceCase.evolve(state, event);
    return event;
  });
};

const PATTERN = pattern('case', 'talent');

/** The ids of a case. */
interface Whose {
  readonly caseId: string;
  readonly talentId: string;
}

/** Step `step` of this case, made from the pattern. */
export const caseEventOf = ({ caseId, talentId }: Whose, step: number): DomainEvent => {
  const event = PATTERN[step];
  if (!event) throw new RangeError(`a case has no step ${step}`);
  const whose = {
    ...('talentId' in event.data && { talentId }),
    ...('number' in event.data && { number: numberOf(caseId) }),
    ...('noteId' in event.data && { noteId: randomUUID() }),
  };
  return { ...event, data: { ...event.data, ...whose } };
};

/** Step `step` of a case as a peer appends it. */
export const eventOf = (
  caseId: string,
  talentId: string,
  commandId: string,
  step: number,
): PlainEvent => {
  const event = PATTERN[step];
  if (!event) throw new RangeError(`a case has no step ${step}`);
  const { type, data, metadata } = plain(event, commandId, caseId);
  const identified = 'talentId' in data ? { ...data, talentId } : data;
  return { type, data: identified, metadata };
};
