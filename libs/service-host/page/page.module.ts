import { type DynamicModule, Module } from '@nestjs/common';
import type { About } from './document';
import { ABOUT, PageController } from './page.controller';

/** Serves the page of a process. */
@Module({})
export class PageModule {
  static forRoot(about: About): DynamicModule {
    return {
      module: PageModule,
      controllers: [PageController],
      providers: [{ provide: ABOUT, useValue: about }],
    };
  }
}
