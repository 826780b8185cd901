import { type DynamicModule, Module } from '@nestjs/common';
import { RUNNING_SERVICES } from '../operations.controller';
import type { RunningService } from '../running-service';
import { RebuildOperations } from './rebuild-operations';
import { RebuildEventsController } from './rebuild-events.controller';
import { RebuildsController } from './rebuilds.controller';

/** Rebuilds of the read models of every service of the process. */
@Module({})
export class RebuildsModule {
  static forRoot(running: readonly RunningService[]): DynamicModule {
    return {
      module: RebuildsModule,
      controllers: [RebuildsController, RebuildEventsController],
      providers: [RebuildOperations, { provide: RUNNING_SERVICES, useValue: running }],
    };
  }
}
