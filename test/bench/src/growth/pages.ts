import { createSecretKey, randomBytes } from 'node:crypto';
import { Lists } from '../../../../libs/http/lists';
import { cases } from '../../../../apps/service-centre/src/projections/cases/cases';
import { caseworker } from '../case-script';
import type { Ours } from '../contestants/ours';
import { median } from '../measure';

const ROWS = 25;
const FURTHEST = 10_000;

/** How many pages are measured for one median. */
export const PAGES = 100;

/** The cursors of some pages, by the number of the page. */
export type Places = ReadonlyMap<number, string | undefined>;

/** The list of cases as GET /cases reads it, for a caseworker. */
export class CasePages {
  private readonly lists: Lists;

  constructor(private readonly ours: Ours) {
    const service = { name: 'service-centre', schema: ours.schema };
    // No page here is as of an instant, so nothing waits for a read model.
    const progress = { waitFor: async () => true };
    const secret = createSecretKey(randomBytes(32));
    this.lists = new Lists(ours.pool, service, secret, ours.store, progress);
  }

  /**
   * Goes through the list once and returns the cursors of the first, the middle and the last page.
   */
  async places(): Promise<Places> {
    const { pool, schema } = this.ours;
    const { rows } = await pool.query(`select count(*)::int as n from ${schema}.cases`);
    const furthest = Math.min(FURTHEST, Math.floor(rows[0].n / ROWS) - PAGES);
    const wanted = [1, Math.floor(furthest / 2), furthest];
    const places = new Map<number, string | undefined>();
    const seen = new Set<string>();
    let cursor: string | undefined;
    for (let page = 1; page <= furthest; page += 1) {
      if (wanted.includes(page)) places.set(page, cursor);
      const { items, nextCursor } = await this.page(cursor);
      for (const { id } of items) seen.add(id);
      cursor = nextCursor;
    }
    if (seen.size !== furthest * ROWS)
      throw new Error(`${seen.size} cases on ${furthest} pages of ${ROWS}`);
    return places;
  }

  /** The median number of milliseconds for a page, over a number of pages from the cursor on. */
  async ms(from: string | undefined, pages: number): Promise<number> {
    const taken: number[] = [];
    let cursor = from;
    for (let page = 0; page < pages; page += 1) {
      const begun = performance.now();
      const { items, nextCursor } = await this.page(cursor);
      taken.push(performance.now() - begun);
      if (items.length !== ROWS) throw new Error(`a page of ${items.length} cases`);
      cursor = nextCursor;
    }
    return median(taken);
  }

  private page(cursor: string | undefined) {
    return this.lists.page(
      cases,
      { limit: ROWS, ...(cursor !== undefined && { cursor }) },
      {
        visible: { centre: caseworker.centre ?? '' },
        scope: { centres: 'visibleTo', client: 'client', talentId: 'talentId' },
      },
    );
  }
}
