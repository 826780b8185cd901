import { accommodationBooked, accommodationCheckedIn } from '@talentloop/contracts/accommodation';
import { caseOpened, caseResolved, caseTransferred } from '@talentloop/contracts/service-centre';
import { give } from '@talentloop/event-sourcing';
import { type Consumes, when } from '@talentloop/integration-bus';
import { talent } from '../domain/talent/talent';

/** The checklist item that a case of the type satisfies once it is resolved as completed. */
const itemOfCaseType: ReadonlyMap<string, string> = new Map([
  ['onboarding', 'onboarding-guidance'],
  ['immigration', 'stay-permission'],
  ['schooling', 'school-place'],
  ['childcare', 'childcare-place'],
  ['banking-tax', 'bank-account'],
  ['transport', 'transport-card'],
]);

interface CaseNews {
  readonly talentId?: string | undefined;
  readonly caseId: string;
  readonly number: string;
  readonly type: string;
  readonly centre: string;
}

const linkCase = ({ talentId, caseId, number, type, centre }: CaseNews) => {
  if (talentId === undefined) return [];
  const data = { caseId, number, caseType: type, caseCentre: centre };
  return [give(talent, talentId, { type: 'LinkCase', data })];
};

const housed = ({ talentId, requestId }: { talentId: string; requestId: string }) => [
  give(talent, talentId, { type: 'SatisfyChecklistItem', data: { item: 'housed', requestId } }),
];

/** What the other services tell about our people. */
export const consumes: Consumes = {
  consumer: 'talent-onboarding',
  reactions: [
    when(caseOpened, linkCase),
    when(caseTransferred, linkCase),
    when(caseResolved, ({ talentId, caseId, type, result }) => {
      const item = itemOfCaseType.get(type);
      if (talentId === undefined || item === undefined || result !== 'completed') return [];
      return [give(talent, talentId, { type: 'SatisfyChecklistItem', data: { item, caseId } })];
    }),
    when(accommodationBooked, housed),
    when(accommodationCheckedIn, housed),
  ],
};
