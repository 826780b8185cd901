import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, InLanguage } from '@talentloop/http';
import type { Language } from '@talentloop/locale';
import { caseTypes } from '../domain/values/case-types';
import { centres } from '../domain/values/centres';
import { CaseTypePage, CentrePage } from './reference.dto';
import { policy } from './policy';

/** Reference data, with its versions. */
@ApiTags('reference')
@Controller()
export class ReferenceController {
  @Allow(policy.reference)
  @Get('centres')
  @ApiOkResponse({ type: CentrePage })
  centres(@InLanguage() language: Language): CentrePage {
    return {
      items: centres.map(({ titles, ...centre }) => ({ ...centre, title: titles[language] })),
    };
  }

  @Allow(policy.reference)
  @Get('case-types')
  @ApiOkResponse({ type: CaseTypePage })
  caseTypes(@InLanguage() language: Language): CaseTypePage {
    return {
      items: caseTypes.map(({ titles, results, ...type }) => ({
        ...type,
        title: titles[language],
        results: results.map(({ code, titles: of }) => ({ code, title: of[language] })),
      })),
    };
  }
}
