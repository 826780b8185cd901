import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Choice, Nested, OnDay, Text, Whole } from '@talentloop/http';
import { languages } from '@talentloop/locale';
import { consentTexts } from '../domain/values/consent-texts';
import { schemeCodes, schemes, schemesVersion } from '../domain/values/schemes';
import { referencePolicy as policy } from './policy';

class SourceView {
  @Text() readonly title!: string;
  @OnDay() readonly date!: string;
}

class SchemeView {
  @Choice(schemeCodes) readonly code!: string;
  @Whole({ optional: true }) readonly stayMonths?: number;
  @Whole({ optional: true }) readonly stayDays?: number;
  @Whole({ optional: true }) readonly placesPerYear?: number;
  @Whole({ optional: true }) readonly sponsorQuotaMonths?: number;
  @Text({ list: true }) readonly asks!: string[];
  @Nested(() => SourceView) readonly source!: SourceView;
}

class SchemesView {
  @Text() readonly version!: string;
  @Nested(() => SchemeView, { list: true }) readonly items!: SchemeView[];
}

class ConsentTextView {
  @Text() readonly purpose!: string;
  @Text() readonly version!: string;
  @Choice(languages) readonly language!: string;
  @Text() readonly text!: string;
  @Text() readonly hash!: string;
}

class ConsentTextsView {
  @Nested(() => ConsentTextView, { list: true }) readonly items!: ConsentTextView[];
}

/** What the rules of this service stand on, with versions. */
@ApiTags('reference data')
@Controller()
export class ReferenceDataController {
  @Allow(policy.read)
  @Get('schemes')
  @ApiOkResponse({ type: SchemesView })
  schemes(): object {
    return { version: schemesVersion, items: schemes };
  }

  @Allow(policy.read)
  @Get('consent-texts')
  @ApiOkResponse({ type: ConsentTextsView })
  consentTexts(): object {
    return { items: consentTexts };
  }
}
