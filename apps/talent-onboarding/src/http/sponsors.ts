import { Inject, Injectable } from '@nestjs/common';
import type { Decisions, Loaded } from '@talentloop/event-sourcing';
import { DECISIONS, notFound } from '@talentloop/http';
import { sponsor } from '../domain/sponsor/sponsor';
import type { Sponsor } from '../domain/sponsor/state';
import { isResourceId } from './resource-id';

/** The tenant companies of this service. */
@Injectable()
export class Sponsors {
  constructor(@Inject(DECISIONS) private readonly decisions: Decisions) {}

  /** @throws Problem 404 when there is no such company. */
  async found(id: string): Promise<Loaded<Sponsor>> {
    if (!isResourceId(id)) throw notFound();
    const loaded = await this.decisions.load(sponsor, id);
    if (!loaded || loaded.state.status === 'none') throw notFound();
    return { ...loaded, state: loaded.state };
  }

  /** Whoever names a company must name one that exists. @throws Problem 404 */
  async known(id: string | undefined): Promise<void> {
    if (id !== undefined) await this.found(id);
  }
}
