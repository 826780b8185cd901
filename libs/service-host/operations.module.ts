import { type DynamicModule, Module } from '@nestjs/common';
import { OperationsController, RUNNING_SERVICES } from './operations.controller';
import type { RunningService } from './running-service';

/** What operators see and do, across all services of the process. */
@Module({})
export class OperationsModule {
  static forRoot(running: readonly RunningService[]): DynamicModule {
    return {
      module: OperationsModule,
      controllers: [OperationsController],
      providers: [{ provide: RUNNING_SERVICES, useValue: running }],
    };
  }
}
