import {
  type CategoryDefinition,
  type PersonalField,
  firstVersion,
} from '@talentloop/event-sourcing';
import { personal } from '@talentloop/privacy';
import { z } from 'zod';
import { languages } from '@talentloop/locale';
import { documentKinds } from '../domain/values/identity-documents/document-check';
import { needs } from '../domain/values/details';
import type { TalentEvent } from '../domain/talent/events';
import { day, instant } from './schemas';
import {
  accommodation,
  changes,
  checklist,
  detailFields,
  scopeFields,
  touchFields,
} from './talent.schemas';

const scope = z.object(scopeFields);
const touching = <F extends z.ZodRawShape>(fields: F) => z.object({ ...touchFields, ...fields });

/** Who somebody is; each member of a household under a key of their own. */
const identityUnder = (prefix: string): readonly PersonalField[] => [
  ...['name', 'birthDate', 'email', 'phone'].map((field): PersonalField => ({
    path: prefix + field,
    purpose: 'identity',
  })),
  ...['relation', 'name', 'birthDate'].map((field): PersonalField => ({
    path: `${prefix}household.*.${field}`,
    purpose: 'identity',
    subject: `${prefix}household.*.memberId`,
  })),
];
const check = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(['format', 'check-digit', 'check-digit-missing', 'birth-date']),
  }),
]);

/** How the events of a person are stored. Personal fields are sealed from the first event on. */
export const talentCodec: CategoryDefinition<TalentEvent> = {
  category: 'talent',
  subject: (created) => ('talentId' in created ? created.talentId : undefined),
  events: {
    TalentRegistered: firstVersion(
      'TalentRegistered',
      z.object({
        talentId: z.string(),
        reference: z.string().exactOptional(),
        ...scopeFields,
        ...detailFields,
        draftUntil: instant,
      }),
      ...identityUnder(''),
    ),
    DetailsUpdated: firstVersion(
      'DetailsUpdated',
      z.object({ changes, draftUntil: instant }),
      ...identityUnder('changes.'),
    ),
    CorrectionRequested: firstVersion(
      'CorrectionRequested',
      z.object({ correctionId: z.string(), changes, requestedBy: z.string() }),
      ...identityUnder('changes.'),
    ),
    CorrectionApproved: firstVersion(
      'CorrectionApproved',
      z.object({ correctionId: z.string(), changes, approvedBy: z.string(), checklist }),
      ...identityUnder('changes.'),
    ),
    CorrectionRejected: firstVersion(
      'CorrectionRejected',
      z.object({ correctionId: z.string(), rejectedBy: z.string() }),
    ),
    DocumentAdded: firstVersion(
      'DocumentAdded',
      touching({
        documentId: z.string(),
        kind: z.enum(documentKinds),
        number: personal(z.string()),
        checkDigit: personal(z.string()).exactOptional(),
        expiresOn: day.exactOptional(),
        check,
      }),
      { path: 'number', purpose: 'documents' },
      { path: 'checkDigit', purpose: 'documents' },
    ),
    DocumentVerified: firstVersion(
      'DocumentVerified',
      touching({ documentId: z.string(), verifiedBy: z.string() }),
    ),
    DocumentRejected: firstVersion(
      'DocumentRejected',
      touching({ documentId: z.string(), rejectedBy: z.string() }),
    ),
    DocumentCheckOverridden: firstVersion(
      'DocumentCheckOverridden',
      touching({ documentId: z.string(), overriddenBy: z.string() }),
    ),
    ConsentGiven: firstVersion(
      'ConsentGiven',
      touching({
        consentId: z.string(),
        purpose: z.string(),
        recipient: z.string(),
        jurisdiction: z.enum(['HK', 'CN']),
        textVersion: z.string(),
        language: z.enum(languages),
        textHash: z.string(),
      }),
    ),
    ConsentWithdrawn: firstVersion('ConsentWithdrawn', touching({ consentId: z.string() })),
    ApplicationSubmitted: firstVersion('ApplicationSubmitted', z.object({ checklist })),
    ScreeningStarted: firstVersion('ScreeningStarted', z.object({ startedBy: z.string() })),
    InformationRequested: firstVersion(
      'InformationRequested',
      z.object({ items: personal(z.array(z.string())), message: personal(z.string()) }),
      'items',
      'message',
    ),
    InformationProvided: firstVersion(
      'InformationProvided',
      z.object({
        items: personal(z.array(z.string())).exactOptional(),
        message: personal(z.string()).exactOptional(),
      }),
      'items',
      'message',
    ),
    TalentVerified: firstVersion('TalentVerified', z.object({ verifiedBy: z.string() })),
    TalentApproved: firstVersion(
      'TalentApproved',
      z.object({
        ...scopeFields,
        approvedBy: z.string(),
        needs: z.array(z.enum(needs)),
        accommodation: accommodation.exactOptional(),
      }),
    ),
    TalentRefused: firstVersion(
      'TalentRefused',
      z.object({ ...scopeFields, code: z.string(), refusedBy: z.string() }),
    ),
    TalentActivated: firstVersion('TalentActivated', scope),
    TalentSuspended: firstVersion('TalentSuspended', scope),
    TalentReinstated: firstVersion('TalentReinstated', scope),
    TalentDeparted: firstVersion('TalentDeparted', z.object({ ...scopeFields, on: day })),
    ApplicationWithdrawn: firstVersion('ApplicationWithdrawn', scope),
    TalentExpired: firstVersion('TalentExpired', z.object({ ...scopeFields, due: instant })),
    CaseLinked: firstVersion(
      'CaseLinked',
      z.object({
        caseId: z.string(),
        number: z.string(),
        caseType: z.string(),
        caseCentre: z.string(),
      }),
    ),
    ChecklistItemSatisfied: firstVersion(
      'ChecklistItemSatisfied',
      z.object({
        item: z.string(),
        caseId: z.string().exactOptional(),
        requestId: z.string().exactOptional(),
      }),
    ),
  },
};
