import { Inject, Injectable } from '@nestjs/common';
import { type Filter, sees } from '@talentloop/access';
import type { Decisions, Loaded } from '@talentloop/event-sourcing';
import { DECISIONS, notFound } from '@talentloop/http';
import { accommodationRequest } from '../domain/accommodation-request/accommodation-request';
import { knownTalent } from '../domain/known-talent/known-talent';
import type { KnownTalent } from '../domain/known-talent/state';
import { property } from '../domain/property/property';
import { unit } from '../domain/unit/unit';
import { isProperty, isUnit, type LoadedProperty, type LoadedUnit } from './views/housing-view';
import { isMade, type LoadedRequest, scopeOf } from './views/request-view';

/** Finds what a request names, as its stream stands now; what the caller may not see is not there. */
@Injectable()
export class Finder {
  constructor(@Inject(DECISIONS) private readonly decisions: Decisions) {}

  /** @throws Problem 404 */
  async getProperty(id: string): Promise<LoadedProperty> {
    const loaded = await this.decisions.load(property, id.toLowerCase());
    if (!loaded || !isProperty(loaded)) throw notFound();
    return loaded;
  }

  /** @throws Problem 404 */
  async getUnit(id: string): Promise<LoadedUnit> {
    const loaded = await this.decisions.load(unit, id.toLowerCase());
    if (!loaded || !isUnit(loaded)) throw notFound();
    return loaded;
  }

  /** @throws Problem 404: not there, or another centre's, client's or person's. */
  async getRequest(id: string, visible: Filter): Promise<LoadedRequest> {
    const loaded = await this.decisions.load(accommodationRequest, id.toLowerCase());
    if (!loaded || !isMade(loaded) || !sees(visible, scopeOf(loaded.state))) throw notFound();
    return loaded;
  }

  /** What is known of a talent. @throws Problem 404: not heard of yet, or not the caller's. */
  async getTalent(id: string, visible: Filter): Promise<Loaded<KnownTalent>> {
    const loaded = await this.decisions.load(knownTalent, id.toLowerCase());
    if (!loaded || loaded.state.status === 'none') throw notFound();
    const { talentId, centre, client } = loaded.state;
    if (!sees(visible, { talentId, centre, client })) throw notFound();
    return { ...loaded, state: loaded.state };
  }
}
