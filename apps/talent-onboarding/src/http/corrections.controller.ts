import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, type Answer, InjectResource, On, type ResourceRequest } from '@talentloop/http';
import { assertSponsor, type Sponsors, sponsors } from './sponsor.resource';
import { changesOf } from './talent.data';
import { CorrectionBody } from './talent.dto';
import { type Talents, talents } from './talent.resource';

/** A request for a correction may name a company, which must exist; another person approves it. */
@ApiTags('corrections')
@Controller('talents/:id/corrections')
export class CorrectionsController {
  constructor(
    @InjectResource(talents) private readonly talents: Talents,
    @InjectResource(sponsors) private readonly sponsors: Sponsors,
  ) {}

  @Allow(talents.rules.corrections)
  @Post()
  async request(
    @On() on: ResourceRequest,
    @Body() { changes, effectiveAt, reason }: CorrectionBody,
  ): Promise<Answer> {
    await this.talents.get(on);
    await assertSponsor(this.sponsors, changes.sponsorId);
    return this.talents.add(on, 'correctionId', (correctionId) => ({
      type: 'RequestCorrection',
      data: {
        correctionId,
        changes: changesOf(changes, on.commandId),
        ...(effectiveAt !== undefined && { effectiveAt }),
        reason,
      },
    }));
  }
}
