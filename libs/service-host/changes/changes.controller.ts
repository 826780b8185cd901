import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Subject } from '@talentloop/access';
import { Allow, By, invalidInput, Text, Whole } from '@talentloop/http';
import type { ChangeFeed } from './change-feed';

export const CHANGE_FEEDS = Symbol('CHANGE_FEEDS');

class ChangesQuery {
  @Text({ optional: true, max: 1_000, description: 'The `next` of the page before.' })
  readonly after?: string;
  @Whole({ min: 1, max: 200, optional: true }) readonly limit?: number;
}

type Places = Readonly<Record<string, number>>;

const placesOf = (cursor: string | undefined): Places => {
  if (cursor === undefined) return {};
  try {
    const text = Buffer.from(cursor, 'base64url').toString();
    const places = new Map(Object.entries(JSON.parse(text) as Places));
    if ([...places.values()].every(Number.isSafeInteger)) return Object.fromEntries(places);
  } catch {
    // The check below reports every text that is no cursor.
  }
  throw invalidInput({ pointer: '/after', message: 'is not a cursor of this feed' });
};

const cursorOf = (places: Places): string =>
  Buffer.from(JSON.stringify(places)).toString('base64url');

/** A feed of changes that back ends can poll without keeping a connection open. */
@ApiTags('changes')
@Controller('changes')
export class ChangesController {
  constructor(@Inject(CHANGE_FEEDS) private readonly feeds: readonly ChangeFeed[]) {}

  @Allow('caseworker', 'supervisor', 'housing-officer', 'portal', 'talent', 'auditor')
  @Get()
  async page(
    @Query() { after, limit = 50 }: ChangesQuery,
    @By() subject: Subject,
  ): Promise<object> {
    const places = placesOf(after);
    const pages = await Promise.all(
      this.feeds.map((feed) => feed.page(subject, places[feed.service] ?? 0, limit)),
    );
    const next = this.feeds.map(({ service }, i) => [service, pages[i]?.position ?? 0]);
    const items = pages.flatMap(({ changes }) => changes);
    items.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    return { items, next: cursorOf(Object.fromEntries(next)) };
  }
}
