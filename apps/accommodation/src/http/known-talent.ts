import { type Filter, sees } from '@talentloop/access';
import type { Decisions, Loaded } from '@talentloop/event-sourcing';
import { notFound } from '@talentloop/http';
import { knownTalent } from '../domain/known-talent/known-talent';
import type { KnownTalent } from '../domain/known-talent/state';

/**
 * What this service knows of a talent.
 * @throws Problem 404: not heard of yet, or not the caller's.
 */
export const getKnownTalent = async (
  decisions: Decisions,
  id: string,
  visible: Filter,
): Promise<Loaded<KnownTalent>> => {
  const loaded = await decisions.load(knownTalent, id.toLowerCase());
  if (!loaded || loaded.state.status === 'none') throw notFound();
  const { talentId, centre, client } = loaded.state;
  if (!sees(visible, { talentId, centre, client })) throw notFound();
  return { ...loaded, state: loaded.state };
};
