import { type DynamicModule, Module } from '@nestjs/common';
import type { WritingSide } from '../writing-side';
import { ChangeFeed } from './change-feed';
import type { ChangeSource } from './change-source';
import { changeStreamController } from './change-stream.controller';
import { CHANGE_FEEDS, ChangesController } from './changes.controller';

/** The changes in the services of a process: `GET /changes`, and a stream per kind of resource. */
@Module({})
export class ChangesModule {
  static forRoot(
    services: readonly { writing: WritingSide; sources: readonly ChangeSource[] }[],
  ): DynamicModule {
    const feeds = services.map(({ writing, sources }) => new ChangeFeed(writing, sources));
    const streams = services.flatMap(({ writing, sources }) =>
      sources.map((source) => changeStreamController(writing.service.name, source)),
    );
    return {
      module: ChangesModule,
      controllers: [ChangesController, ...streams],
      providers: [{ provide: CHANGE_FEEDS, useValue: feeds }],
    };
  }
}
