import { type DynamicModule, Module } from '@nestjs/common';
import { AuditController } from './audit.controller';
import { AUDIT, type AuditOptions } from './audited-services';

/** Serves `/audit` for all services of one process. The root module imports it once. */
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
