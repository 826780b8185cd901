import { type DecisionContext, reject } from '@talentloop/event-sourcing';
import { localDay } from '@talentloop/locale';
import { checkDocument } from '../values/identity-documents/check-document';
import type { AddDocument, DocumentCommand } from './commands';
import { touch } from './draft-expiry';
import { MOST_PARTS } from './limits';
import { documentCheckPolicy, documentVerificationPolicy } from './policies';
import { sameValue } from '../values/same-value';
import { type Decision, hasEnded, type IdentityDocument, type Talent } from './state';

type Typed = Pick<IdentityDocument, 'kind' | 'number' | 'checkDigit' | 'expiresOn'>;
const asTyped = ({ kind, number, checkDigit, expiresOn }: Typed | AddDocument['data']) => ({
  kind,
  number,
  checkDigit,
  expiresOn,
});

/** The document on record that says exactly the same and was not rejected. */
export const findSameDocument = (
  { record }: Talent,
  data: AddDocument['data'],
): IdentityDocument | undefined =>
  record.documents.find(
    (known) => known.status !== 'rejected' && sameValue(asTyped(known), asTyped(data)),
  );

const hasExpired = ({ expiresOn }: Typed | AddDocument['data'], { at }: DecisionContext) =>
  expiresOn !== undefined && expiresOn < localDay(at);

const add = (data: AddDocument['data'], talent: Talent, context: DecisionContext): Decision => {
  if (findSameDocument(talent, data)) return [];
  if (talent.record.documents.length >= MOST_PARTS) return reject('limit-reached');
  if (hasExpired(data, context)) return reject('document-expired');
  const check = checkDocument(data.kind, data.number, data.checkDigit);
  return [
    {
      type: 'DocumentAdded',
      data: { ...data, check, ...touch(talent, context.at) },
      policy: documentCheckPolicy(data, check),
    },
  ];
};

type Judgement = Exclude<DocumentCommand, AddDocument>;

const verify = (document: IdentityDocument, talent: Talent, context: DecisionContext): Decision => {
  const { documentId, status, check, overridden } = document;
  if (status === 'verified') return [];
  if (status === 'rejected') return reject('document-rejected');
  if (!check.ok && !overridden) return reject('document-check-failed', { reason: check.reason });
  if (hasExpired(document, context)) return reject('document-expired');
  return [
    {
      type: 'DocumentVerified',
      data: { documentId, verifiedBy: context.actor.id, ...touch(talent, context.at) },
      policy: documentVerificationPolicy(document),
    },
  ];
};

const judge = (
  command: Judgement,
  document: IdentityDocument,
  talent: Talent,
  context: DecisionContext,
): Decision => {
  const { documentId, status, check, overridden } = document;
  const by = context.actor.id;
  const touched = touch(talent, context.at);
  switch (command.type) {
    case 'VerifyDocument':
      return verify(document, talent, context);
    case 'RejectDocument':
      if (status === 'rejected') return [];
      return [
        {
          type: 'DocumentRejected',
          data: { documentId, rejectedBy: by, ...touched },
          reason: command.data.reason,
        },
      ];
    case 'OverrideDocumentCheck':
      if (overridden) return [];
      if (status === 'rejected') return reject('document-rejected');
      if (check.ok) return reject('document-check-passed');
      return [
        {
          type: 'DocumentCheckOverridden',
          data: { documentId, overriddenBy: by, ...touched },
          reason: command.data.reason,
        },
      ];
  }
};

export const decideDocument = (
  command: DocumentCommand,
  talent: Talent,
  context: DecisionContext,
): Decision => {
  const { documentId } = command.data;
  const document = talent.record.documents.find((known) => known.documentId === documentId);
  if (command.type !== 'AddDocument' && !document) return reject('document-not-found');
  if (hasEnded(talent)) return reject('application-ended');
  if (command.type === 'AddDocument') return document ? [] : add(command.data, talent, context);
  return document ? judge(command, document, talent, context) : reject('document-not-found');
};
