import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { derivedId } from '@talentloop/event-sourcing';
import { Allow, type Answer, InjectResource, On, type ResourceRequest } from '@talentloop/http';
import { findSameConsent } from '../domain/talent/state';
import { TalentParts } from './talent-parts';
import { ConsentBody } from './talent.dto';
import { type Talents, talents } from './talent.resource';

/** Consents: to which text, for whom and where; withdrawn at any time. */
@ApiTags('consents')
@Controller('talents/:id/consents')
export class ConsentsController {
  constructor(
    private readonly parts: TalentParts,
    @InjectResource(talents) private readonly talents: Talents,
  ) {}

  @Allow(talents.rules.consents)
  @Post()
  give(@On() on: ResourceRequest, @Body() body: ConsentBody): Promise<Answer> {
    return this.parts.addOnce(on, ({ commandId }) => {
      const data = { consentId: derivedId(commandId, 'consent'), ...body };
      return {
        command: { type: 'GiveConsent', data },
        namedIn: (state) => {
          const own = state.record.consents.find(({ consentId }) => consentId === data.consentId);
          const consent = own ?? findSameConsent(state, data);
          return consent && { consentId: consent.consentId };
        },
      };
    });
  }

  @Allow(talents.rules.consents)
  @Delete(':consentId')
  withdraw(@On() on: ResourceRequest, @Param('consentId') consentId: string): Promise<Answer> {
    return this.talents.give(on, { type: 'WithdrawConsent', data: { consentId } });
  }
}
