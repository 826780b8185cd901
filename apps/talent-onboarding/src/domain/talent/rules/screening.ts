import { alreadySo, reject } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { sameValue } from '../../values/same-value';
import { verificationPolicy } from '../policies/admission';
import { checklistFacts, checklistFor, checklistPolicy } from '../policies/checklist';
import type { IdentityDocument } from '../state';
import type { TalentRules } from './guards';

const isNotRejected = ({ status }: IdentityDocument): boolean => status !== 'rejected';
const isInOrder = ({ status, overridden }: IdentityDocument): boolean =>
  status === 'verified' || overridden;

export const screening: TalentRules<
  | 'SubmitApplication'
  | 'StartScreening'
  | 'RequestInformation'
  | 'ProvideInformation'
  | 'VerifyTalent'
> = {
  // The checklist is derived from the scheme, the person's origin, needs and household.
  SubmitApplication: (_, talent, { at }) => {
    if (talent.status === 'submitted') return alreadySo;
    if (talent.status !== 'draft') return reject('not-a-draft');
    const { documents, consents, details } = talent.record;
    if (!documents.some(isNotRejected)) return reject('document-required');
    if (!consents.some(({ status }) => status === 'given')) return reject('consent-required');
    const facts = checklistFacts(details, localDay(at));
    const checklist = checklistFor(facts);
    const policy = checklistPolicy(facts, checklist);
    return [{ type: 'ApplicationSubmitted', data: { checklist }, policy }];
  },
  StartScreening: (_, { status }, { actor }) => {
    if (status === 'screening') return alreadySo;
    if (status !== 'submitted') return reject('not-submitted');
    return [{ type: 'ScreeningStarted', data: { startedBy: actor.id } }];
  },
  RequestInformation: ({ items, message }, talent) => {
    if (talent.status === 'information-requested')
      return sameValue(talent.request, { items, message })
        ? alreadySo
        : reject('information-already-requested');
    if (talent.status !== 'screening') return reject('not-in-screening');
    return [{ type: 'InformationRequested', data: { items, message } }];
  },
  ProvideInformation: (data, talent) => {
    if (talent.status === 'screening' && talent.answered && sameValue(talent.answered, data))
      return alreadySo;
    if (talent.status !== 'information-requested') return reject('information-not-requested');
    return [{ type: 'InformationProvided', data }];
  },
  VerifyTalent: (_, { status, record }, { actor }) => {
    if (status === 'verified') return alreadySo;
    if (status !== 'screening') return reject('not-in-screening');
    const documents = record.documents.filter(isNotRejected);
    if (documents.length === 0) return reject('document-required');
    const open = documents.filter((document) => !isInOrder(document));
    if (open.length > 0)
      return reject('documents-not-verified', {
        documentIds: open.map(({ documentId }) => documentId),
      });
    const policy = verificationPolicy(record);
    return [{ type: 'TalentVerified', data: { verifiedBy: actor.id }, policy }];
  },
};
