import { type DynamicModule, Module } from '@nestjs/common';
import { AuditController } from './audit.controller';
import { AUDIT, type AuditOptions } from './audited-services';

/** Serves `/audit` for all services of one process; imported once, by the root module. */
@Module({})
export class AuditModule {
  static forRoot(options: AuditOptions): DynamicModule {
    return {
      module: AuditModule,
      controllers: [AuditController],
      providers: [{ provide: AUDIT, useValue: options }],
    };
  }
}
