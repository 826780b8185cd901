import { alreadySo, type Day, type Instant, reject } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { checkDocument } from '../../values/identity-documents/check-document';
import { documentCheckPolicy, documentVerificationPolicy } from '../policies/documents';
import { findSameDocument, hasEnded, type IdentityDocument, type Talent } from '../state';
import { PARTS_MAX, type TalentDecision, type TalentRules, touch } from './guards';

const hasExpired = ({ expiresOn }: { readonly expiresOn?: Day }, at: Instant): boolean =>
  expiresOn !== undefined && expiresOn < localDay(at);

const findDocument = ({ record }: Talent, id: string): IdentityDocument | undefined =>
  record.documents.find(({ documentId }) => documentId === id);

const withDocument = (
  talent: Talent,
  id: string,
  rule: (document: IdentityDocument) => TalentDecision,
): TalentDecision => {
  const found = findDocument(talent, id);
  if (!found) return reject('document-not-found');
  return hasEnded(talent) ? reject('application-ended') : rule(found);
};

export const documenting: TalentRules<
  'AddDocument' | 'VerifyDocument' | 'RejectDocument' | 'OverrideDocumentCheck'
> = {
  AddDocument: (data, talent, { at }) => {
    if (hasEnded(talent)) return reject('application-ended');
    if (findDocument(talent, data.documentId) || findSameDocument(talent, data)) return alreadySo;
    if (talent.record.documents.length >= PARTS_MAX) return reject('limit-reached');
    if (hasExpired(data, at)) return reject('document-expired');
    const check = checkDocument(data.kind, data.number, data.checkDigit);
    return [
      {
        type: 'DocumentAdded',
        data: { ...data, check, ...touch(talent, at) },
        policy: documentCheckPolicy(data, check),
      },
    ];
  },
  VerifyDocument: ({ documentId }, talent, { at, actor }) =>
    withDocument(talent, documentId, (document) => {
      const { status, check, overridden } = document;
      if (status === 'verified') return alreadySo;
      if (status === 'rejected') return reject('document-rejected');
      if (!check.ok && !overridden)
        return reject('document-check-failed', { reason: check.reason });
      if (hasExpired(document, at)) return reject('document-expired');
      return [
        {
          type: 'DocumentVerified',
          data: { documentId, verifiedBy: actor.id, ...touch(talent, at) },
          policy: documentVerificationPolicy(document),
        },
      ];
    }),
  RejectDocument: ({ documentId, reason }, talent, { at, actor }) =>
    withDocument(talent, documentId, ({ status }) => {
      if (status === 'rejected') return alreadySo;
      const data = { documentId, rejectedBy: actor.id, ...touch(talent, at) };
      return [{ type: 'DocumentRejected', data, reason }];
    }),
  OverrideDocumentCheck: ({ documentId, reason }, talent, { at, actor }) =>
    withDocument(talent, documentId, ({ status, check, overridden }) => {
      if (overridden) return alreadySo;
      if (status === 'rejected') return reject('document-rejected');
      if (check.ok) return reject('document-check-passed');
      const data = { documentId, overriddenBy: actor.id, ...touch(talent, at) };
      return [{ type: 'DocumentCheckOverridden', data, reason }];
    }),
};
