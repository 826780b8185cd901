import { Inject, Injectable } from '@nestjs/common';
import { type Filter, sees } from '@talentloop/access';
import type { Decisions, Loaded } from '@talentloop/event-sourcing';
import { DECISIONS, notFound } from '@talentloop/http';
import { caseRegister } from '../domain/case-register/case-register';
import { findCaseByNumber } from '../domain/case-register/state';
import { knownTalent } from '../domain/known-talent/known-talent';
import type { KnownTalent } from '../domain/known-talent/state';
import { serviceCase } from '../domain/service-case/service-case';
import { parseCaseNumber } from '../domain/values/case-number';
import { isOpened, type LoadedCase } from './views/case-body';
import { scopeOf } from './views/case-view';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Finds what a request names, as its stream stands now; what the caller may not see is not there. */
@Injectable()
export class CaseFinder {
  constructor(@Inject(DECISIONS) private readonly decisions: Decisions) {}

  /** By id or by number. @throws Problem 404 */
  async get(idOrNumber: string, visible: Filter): Promise<LoadedCase> {
    const id = await this.idOf(idOrNumber);
    const loaded = id === undefined ? undefined : await this.decisions.load(serviceCase, id);
    if (!loaded || !isOpened(loaded) || !sees(visible, scopeOf(loaded.state))) throw notFound();
    return loaded;
  }

  /** What is known of a talent. @throws Problem 404: not heard of yet, or another centre's. */
  async getTalent(talentId: string, visible: Filter): Promise<Loaded<KnownTalent>> {
    const loaded = await this.decisions.load(knownTalent, talentId.toLowerCase());
    if (!loaded?.state.known) throw notFound();
    const { state } = loaded;
    if (!sees(visible, state.identity)) throw notFound();
    return { ...loaded, state };
  }

  private async idOf(text: string): Promise<string | undefined> {
    const id = text.toLowerCase();
    if (UUID.test(id)) return id;
    const parsed = parseCaseNumber(text);
    if (!parsed) return undefined;
    const register = await this.decisions.load(caseRegister, parsed.registerId);
    return register && findCaseByNumber(register.state, parsed.number);
  }
}
