import { AtInstant, Choice, Nested, OnDay, Text } from '@talentloop/http';
import { type Language, languages } from '@talentloop/locale';
import {
  type DocumentKind,
  documentKinds,
} from '../../domain/values/identity-documents/document-check';
import { type RefusalCode, refusalCodes } from '../../domain/talent/commands';
import { DetailsBody } from './details.dto';

const CODE = /^[a-z0-9][a-z0-9-]*$/;

export class ReasonBody {
  @Text() readonly reason!: string;
}

export class DocumentBody {
  @Choice(documentKinds) readonly kind!: DocumentKind;
  @Text({ max: 100, description: 'As typed; it is kept so.' }) readonly number!: string;
  @Text({ max: 10, optional: true }) readonly checkDigit?: string;
  @OnDay({ optional: true }) readonly expiresOn?: string;
}

export class ConsentBody {
  @Text({ max: 64, pattern: CODE }) readonly purpose!: string;
  @Text({ max: 64, pattern: CODE }) readonly recipient!: string;
  @Choice(['HK', 'CN']) readonly jurisdiction!: 'HK' | 'CN';
  @Text({ max: 20 }) readonly textVersion!: string;
  @Choice(languages) readonly language!: Language;
}

export class RequestInformationBody {
  @Text({ list: true }) readonly items!: string[];
  @Text() readonly message!: string;
}

export class ProvideInformationBody {
  @Text({ list: true, optional: true }) readonly items?: string[];
  @Text({ optional: true }) readonly message?: string;
}

export class RefuseBody {
  @Choice(refusalCodes) readonly code!: RefusalCode;
  @Text() readonly reason!: string;
}

export class DepartBody {
  @OnDay() readonly on!: string;
}

export class CorrectionBody {
  @Nested(() => DetailsBody) readonly changes!: DetailsBody;
  @AtInstant({ optional: true, description: 'Since when it was so.' })
  readonly effectiveAt?: string;
  @Text() readonly reason!: string;
}
