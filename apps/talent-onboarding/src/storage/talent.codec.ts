import type { CategoryDefinition, PersonalField } from '@talentloop/event-sourcing';
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
const freeText = (...paths: readonly string[]): readonly PersonalField[] =>
  paths.map((path) => ({ path, purpose: 'free-text' }));

/** An event with nothing personal in it. */
const withoutPersonal = <T extends string, S extends z.ZodType>(type: T, schema: S) => ({
  type,
  version: 1,
  schema,
  personal: [] as readonly PersonalField[],
});

const check = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(['format', 'check-digit', 'check-digit-missing', 'birth-date']),
  }),
]);

/** How the events of a person are stored. Personal fields are sealed from the first event on. */
export const talentCodecs: CategoryDefinition<TalentEvent> = {
  category: 'talent',
  subject: (created) => ('talentId' in created ? created.talentId : undefined),
  events: {
    TalentRegistered: {
      type: 'TalentRegistered',
      version: 1,
      schema: z.object({
        talentId: z.string(),
        reference: z.string().exactOptional(),
        ...scopeFields,
        ...detailFields,
        draftUntil: instant,
      }),
      personal: identityUnder(''),
    },
    DetailsUpdated: {
      type: 'DetailsUpdated',
      version: 1,
      schema: z.object({ changes, draftUntil: instant }),
      personal: identityUnder('changes.'),
    },
    CorrectionRequested: {
      type: 'CorrectionRequested',
      version: 1,
      schema: z.object({ correctionId: z.string(), changes, requestedBy: z.string() }),
      personal: identityUnder('changes.'),
    },
    CorrectionApproved: {
      type: 'CorrectionApproved',
      version: 1,
      schema: z.object({ correctionId: z.string(), changes, approvedBy: z.string(), checklist }),
      personal: identityUnder('changes.'),
    },
    CorrectionRejected: withoutPersonal(
      'CorrectionRejected',
      z.object({ correctionId: z.string(), rejectedBy: z.string() }),
    ),
    DocumentAdded: {
      type: 'DocumentAdded',
      version: 1,
      schema: touching({
        documentId: z.string(),
        kind: z.enum(documentKinds),
        number: personal(z.string()),
        checkDigit: personal(z.string()).exactOptional(),
        expiresOn: day.exactOptional(),
        check,
      }),
      personal: [
        { path: 'number', purpose: 'documents' },
        { path: 'checkDigit', purpose: 'documents' },
      ],
    },
    DocumentVerified: withoutPersonal(
      'DocumentVerified',
      touching({ documentId: z.string(), verifiedBy: z.string() }),
    ),
    DocumentRejected: withoutPersonal(
      'DocumentRejected',
      touching({ documentId: z.string(), rejectedBy: z.string() }),
    ),
    DocumentCheckOverridden: withoutPersonal(
      'DocumentCheckOverridden',
      touching({ documentId: z.string(), overriddenBy: z.string() }),
    ),
    ConsentGiven: withoutPersonal(
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
    ConsentWithdrawn: withoutPersonal('ConsentWithdrawn', touching({ consentId: z.string() })),
    ApplicationSubmitted: withoutPersonal('ApplicationSubmitted', z.object({ checklist })),
    ScreeningStarted: withoutPersonal('ScreeningStarted', z.object({ startedBy: z.string() })),
    InformationRequested: {
      type: 'InformationRequested',
      version: 1,
      schema: z.object({ items: personal(z.array(z.string())), message: personal(z.string()) }),
      personal: freeText('items', 'message'),
    },
    InformationProvided: {
      type: 'InformationProvided',
      version: 1,
      schema: z.object({
        items: personal(z.array(z.string())).exactOptional(),
        message: personal(z.string()).exactOptional(),
      }),
      personal: freeText('items', 'message'),
    },
    TalentVerified: withoutPersonal('TalentVerified', z.object({ verifiedBy: z.string() })),
    TalentApproved: withoutPersonal(
      'TalentApproved',
      z.object({
        ...scopeFields,
        approvedBy: z.string(),
        needs: z.array(z.enum(needs)),
        accommodation: accommodation.exactOptional(),
      }),
    ),
    TalentRefused: withoutPersonal(
      'TalentRefused',
      z.object({ ...scopeFields, code: z.string(), refusedBy: z.string() }),
    ),
    TalentActivated: withoutPersonal('TalentActivated', scope),
    TalentSuspended: withoutPersonal('TalentSuspended', scope),
    TalentReinstated: withoutPersonal('TalentReinstated', scope),
    TalentDeparted: withoutPersonal('TalentDeparted', z.object({ ...scopeFields, on: day })),
    ApplicationWithdrawn: withoutPersonal('ApplicationWithdrawn', scope),
    TalentExpired: withoutPersonal('TalentExpired', z.object({ ...scopeFields, due: instant })),
    CaseLinked: withoutPersonal(
      'CaseLinked',
      z.object({
        caseId: z.string(),
        number: z.string(),
        caseType: z.string(),
        caseCentre: z.string(),
      }),
    ),
    ChecklistItemSatisfied: withoutPersonal(
      'ChecklistItemSatisfied',
      z.object({
        item: z.string(),
        caseId: z.string().exactOptional(),
        requestId: z.string().exactOptional(),
      }),
    ),
  },
};
