import {
  AtInstant,
  Choice,
  Country,
  Email,
  Flag,
  Id,
  Nested,
  OnDay,
  Phone,
  Text,
  Whole,
} from '@talentloop/http';
import { languages } from '@talentloop/locale';
import { documentKinds } from '../domain/values/identity-documents/document-check';
import { needs } from '../domain/values/details';
import { origins } from '../domain/values/origins';
import { schemeCodes } from '../domain/values/schemes';
import { talentStatuses } from '../domain/talent/state';
import { ActionView } from './action.view.dto';
import {
  AccommodationWishBody,
  DetailsBody,
  HouseholdMemberBody,
  PersonNameBody,
} from './talent.dto';

// What the answers look like, for the description of the API only.

export class CheckView {
  @Flag() readonly ok!: boolean;
  @Choice(['format', 'check-digit', 'check-digit-missing', 'birth-date'], { optional: true })
  readonly reason?: string;
}

export class DocumentView {
  @Id() readonly documentId!: string;
  @Choice(documentKinds) readonly kind!: string;
  @Text() readonly number!: string;
  @Text({ optional: true }) readonly checkDigit?: string;
  @OnDay({ optional: true }) readonly expiresOn?: string;
  @Nested(() => CheckView) readonly check!: CheckView;
  @Flag() readonly overridden!: boolean;
  @Choice(['added', 'verified', 'rejected']) readonly status!: string;
  @Nested(() => ActionView, { list: true }) readonly allowedActions!: ActionView[];
}

export class ConsentView {
  @Id() readonly consentId!: string;
  @Text() readonly purpose!: string;
  @Text() readonly recipient!: string;
  @Choice(['HK', 'CN']) readonly jurisdiction!: string;
  @Text() readonly textVersion!: string;
  @Choice(languages) readonly language!: string;
  @Text({ description: 'SHA-256 of the text, in hex.' }) readonly textHash!: string;
  @Choice(['given', 'withdrawn']) readonly status!: string;
}

export class CorrectionView {
  @Id() readonly correctionId!: string;
  @Nested(() => DetailsBody) readonly changes!: DetailsBody;
  @AtInstant({ optional: true }) readonly effectiveAt?: string;
  @Text() readonly requestedBy!: string;
  @Choice(['requested', 'approved', 'rejected']) readonly status!: string;
  @Nested(() => ActionView, { list: true }) readonly allowedActions!: ActionView[];
}

export class ChecklistItemView {
  @Text() readonly item!: string;
  @Text() readonly why!: string;
  @Flag() readonly satisfied!: boolean;
}

export class LinkedCaseView {
  @Id() readonly id!: string;
  @Text() readonly number!: string;
  @Text() readonly type!: string;
  @Text() readonly centre!: string;
}

export class InformationRequestView {
  @Text({ list: true }) readonly items!: string[];
  @Text() readonly message!: string;
}

/** What was answered last, for as long as the screening goes on. */
export class InformationProvidedView {
  @Text({ list: true, optional: true }) readonly items?: string[];
  @Text({ optional: true }) readonly message?: string;
}

/** A person in a list: every scalar of the resource. */
export class TalentItemView {
  @Id() readonly id!: string;
  @Choice(talentStatuses) readonly status!: string;
  @Whole() readonly revision!: number;
  @AtInstant() readonly createdAt!: string;
  @AtInstant() readonly updatedAt!: string;
  @Id() readonly correlationId!: string;
  @Text() readonly centre!: string;
  @Text({ optional: true }) readonly client?: string;
  @Text({ optional: true }) readonly reference?: string;
  @Nested(() => PersonNameBody) readonly name!: PersonNameBody;
  @OnDay() readonly birthDate!: string;
  @Country() readonly nationality!: string;
  @Choice(origins) readonly origin!: string;
  @Email() readonly email!: string;
  @Phone({ optional: true }) readonly phone?: string;
  @Choice(languages) readonly preferredLanguage!: string;
  @Choice(schemeCodes, { optional: true }) readonly scheme?: string;
  @Id({ optional: true }) readonly sponsorId?: string;
  @AtInstant({ optional: true }) readonly draftUntil?: string;
  @Text({ optional: true }) readonly refusalCode?: string;
  @OnDay({ optional: true }) readonly departedOn?: string;
}

export class TalentView extends TalentItemView {
  @Nested(() => HouseholdMemberBody, { list: true }) readonly household!: HouseholdMemberBody[];
  @Choice(needs, { list: true }) readonly needs!: string[];
  @Nested(() => AccommodationWishBody, { optional: true })
  readonly accommodation?: AccommodationWishBody;
  @Nested(() => InformationRequestView, { optional: true })
  readonly informationRequest?: InformationRequestView;
  @Nested(() => InformationProvidedView, { optional: true })
  readonly informationProvided?: InformationProvidedView;
  @Nested(() => DocumentView, { list: true }) readonly documents!: DocumentView[];
  @Nested(() => ConsentView, { list: true }) readonly consents!: ConsentView[];
  @Nested(() => CorrectionView, { list: true }) readonly corrections!: CorrectionView[];
  @Nested(() => ChecklistItemView, { list: true }) readonly checklist!: ChecklistItemView[];
  @Nested(() => LinkedCaseView, { list: true }) readonly cases!: LinkedCaseView[];
  @Nested(() => ActionView, { list: true }) readonly allowedActions!: ActionView[];
}

export class TalentsView {
  @Nested(() => TalentItemView, { list: true }) readonly items!: TalentItemView[];
  @Text({ optional: true }) readonly nextCursor?: string;
}
