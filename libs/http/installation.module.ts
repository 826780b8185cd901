import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import type { DevelopmentIssuer, TokenVerifier } from '@talentloop/access';
import type { Clock } from '@talentloop/event-sourcing';
import type { KeyObject } from 'node:crypto';
import type { Pool } from 'pg';
import type { DevelopmentClock } from './development-clock';
import {
  DevelopmentController,
  DEVELOPMENT_CLOCK,
  DEVELOPMENT_ISSUER,
} from './development.controller';
import { CLOCK, IDEMPOTENCY_KEY, POOL, READINESS, type Readiness, TOKEN_VERIFIER } from './tokens';

/** What all services of one process share. */
export interface Installation {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly verifier: TokenVerifier;
  /** Keys digests and cursors; the same in every process of the installation. */
  readonly secret: KeyObject;
  readonly readiness: Readiness;
  /** Never in production. */
  readonly development?: { readonly issuer: DevelopmentIssuer; readonly clock: DevelopmentClock };
}

/** Provides the tokens that belong to no single service; imported once, by the root module. */
@Global()
@Module({})
export class InstallationModule {
  static forRoot(installation: Installation): DynamicModule {
    const { pool, clock, verifier, secret, readiness, development } = installation;
    if (development && process.env['NODE_ENV'] === 'production')
      throw new Error('development routes do not exist in production');
    const providers: Provider[] = [
      { provide: POOL, useValue: pool },
      { provide: CLOCK, useValue: clock },
      { provide: TOKEN_VERIFIER, useValue: verifier },
      { provide: IDEMPOTENCY_KEY, useValue: secret },
      { provide: READINESS, useValue: readiness },
    ];
    const exported = [POOL, CLOCK, TOKEN_VERIFIER, IDEMPOTENCY_KEY, READINESS];
    if (!development) return { module: InstallationModule, providers, exports: exported };
    return {
      module: InstallationModule,
      controllers: [DevelopmentController],
      providers: [
        ...providers,
        { provide: DEVELOPMENT_ISSUER, useValue: development.issuer },
        { provide: DEVELOPMENT_CLOCK, useValue: development.clock },
      ],
      exports: exported,
    };
  }
}
