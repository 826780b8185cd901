import { type DecisionContext, reject } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { checklistFacts, checklistFor } from './checklist';
import type { ProvideInformation, RequestInformation, ScreeningCommand } from './commands';
import { checklistPolicy, verificationPolicy } from './policies';
import { sameValue } from '../values/same-value';
import type { Decision, IdentityDocument, Talent } from './state';

const countsAtAll = ({ status }: IdentityDocument): boolean => status !== 'rejected';
const isInOrder = ({ status, overridden }: IdentityDocument): boolean =>
  status === 'verified' || overridden;

/** Submitting derives what is asked, from the scheme, the person's origin and household. */
export const submit = (talent: Talent, { at }: DecisionContext): Decision => {
  if (talent.status === 'submitted') return [];
  if (talent.status !== 'draft') return reject('not-a-draft');
  const { documents, consents, details } = talent.record;
  if (!documents.some(countsAtAll)) return reject('document-required');
  if (!consents.some(({ status }) => status === 'given')) return reject('consent-required');
  const facts = checklistFacts(details, localDay(at));
  const checklist = checklistFor(facts);
  return [
    {
      type: 'ApplicationSubmitted',
      data: { checklist },
      policy: checklistPolicy(facts, checklist),
    },
  ];
};

const requestInformation = ({ items, message }: RequestInformation['data'], talent: Talent) => {
  if (talent.status === 'information-requested')
    return sameValue(talent.request, { items, message })
      ? []
      : reject('information-already-requested');
  if (talent.status !== 'screening') return reject('not-in-screening');
  return [{ type: 'InformationRequested', data: { items, message } }] as const;
};

const provideInformation = (data: ProvideInformation['data'], talent: Talent) => {
  if (talent.status === 'screening' && talent.answered && sameValue(talent.answered, data))
    return [];
  if (talent.status !== 'information-requested') return reject('information-not-requested');
  return [{ type: 'InformationProvided', data }] as const;
};

const verify = (talent: Talent, { actor }: DecisionContext): Decision => {
  if (talent.status === 'verified') return [];
  if (talent.status !== 'screening') return reject('not-in-screening');
  const { record } = talent;
  const counting = record.documents.filter(countsAtAll);
  if (counting.length === 0) return reject('document-required');
  const open = counting.filter((document) => !isInOrder(document));
  if (open.length > 0)
    return reject('documents-not-verified', {
      documentIds: open.map(({ documentId }) => documentId),
    });
  return [
    {
      type: 'TalentVerified',
      data: { verifiedBy: actor.id },
      policy: verificationPolicy(record),
    },
  ];
};

export const decideScreening = (
  command: ScreeningCommand,
  talent: Talent,
  context: DecisionContext,
): Decision => {
  switch (command.type) {
    case 'StartScreening':
      if (talent.status === 'screening') return [];
      if (talent.status !== 'submitted') return reject('not-submitted');
      return [{ type: 'ScreeningStarted', data: { startedBy: context.actor.id } }];
    case 'RequestInformation':
      return requestInformation(command.data, talent);
    case 'ProvideInformation':
      return provideInformation(command.data, talent);
    case 'VerifyTalent':
      return verify(talent, context);
  }
};
