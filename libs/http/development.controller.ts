import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type DevelopmentIssuer, isPersona, personas } from '@talentloop/access';
import type { DevelopmentClock } from './development-clock';
import { afterDuration } from './duration';
import { Choice, Id, Text } from './fields';
import { invalidInput } from './problem';
import { Public } from './route';

export const DEVELOPMENT_ISSUER = Symbol('DEVELOPMENT_ISSUER');
export const DEVELOPMENT_CLOCK = Symbol('DEVELOPMENT_CLOCK');

export class AskToken {
  @Choice(Object.keys(personas)) readonly persona!: string;
  @Id({ optional: true, description: 'whom the persona `talent` is' }) readonly talentId?: string;
}

export class AdvanceClock {
  @Text({ max: 100, description: 'an ISO 8601 duration' }) readonly advance!: string;
}

/** The identity provider and the clock of a development installation; absent in production. */
@ApiTags('development')
@Controller('dev')
export class DevelopmentController {
  constructor(
    @Inject(DEVELOPMENT_ISSUER) private readonly issuer: DevelopmentIssuer,
    @Inject(DEVELOPMENT_CLOCK) private readonly clock: DevelopmentClock,
  ) {}

  @Public()
  @Post('token')
  @HttpCode(200)
  async token(@Body() { persona, talentId }: AskToken): Promise<{ access_token: string }> {
    if (!isPersona(persona)) throw invalidInput({ pointer: '/persona', message: 'is not known' });
    return { access_token: await this.issuer.issue(persona, talentId) };
  }

  @Public()
  @Get('jwks.json')
  keys(): object {
    return this.issuer.keySet();
  }

  @Public()
  @Post('clock')
  @HttpCode(200)
  async advance(@Body() { advance }: AdvanceClock): Promise<{ now: string }> {
    const fault = { pointer: '/advance', message: 'must be an ISO 8601 duration, not negative' };
    const moved = await this.clock.moveTo((now) => {
      const later = afterDuration(now, advance);
      if (later === undefined) throw invalidInput(fault);
      return later;
    });
    return { now: moved };
  }
}
