import { Choice, Nested, OnDay, Text, Whole } from '@talentloop/http';
import { caseTypeCodes, centreNames } from './case.dto';

export class CentreView {
  @Choice(centreNames) readonly centre!: string;
  @Text({ description: 'As in case numbers: SC-LOOP-2026-000123.' }) readonly code!: string;
  @Whole() readonly version!: number;
  @Text() readonly title!: string;
}

export class CentrePage {
  @Nested(() => CentreView, { list: true }) readonly items!: CentreView[];
}

export class CaseResultView {
  @Text() readonly code!: string;
  @Text() readonly title!: string;
}

export class CaseTypeView {
  @Choice(caseTypeCodes) readonly code!: string;
  @Whole() readonly version!: number;
  @OnDay() readonly since!: string;
  @Text() readonly title!: string;
  @Nested(() => CaseResultView, { list: true }) readonly results!: CaseResultView[];
}

export class CaseTypePage {
  @Nested(() => CaseTypeView, { list: true }) readonly items!: CaseTypeView[];
}
