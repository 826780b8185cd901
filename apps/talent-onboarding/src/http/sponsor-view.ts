import type { Subject } from '@talentloop/access';
import type { Loaded } from '@talentloop/event-sourcing';
import { allowedActions } from '@talentloop/http';
import { actionsFor } from '../domain/sponsor/actions';
import type { Sponsor } from '../domain/sponsor/state';
import { sponsorPolicy } from './policy';

/** The body of a GET without the actions; who holds a place stays inside. */
export const sponsorBody = ({ id, state, ...loaded }: Loaded<Sponsor>) => ({
  id,
  status: state.status,
  revision: loaded.revision,
  createdAt: loaded.createdAt,
  updatedAt: loaded.updatedAt,
  correlationId: loaded.correlationId,
  name: state.name,
  sector: state.sector,
  origin: state.origin,
  quotas: state.quotas.map(({ scheme, places, until, reservedBy }) => ({
    scheme,
    places,
    until,
    reserved: reservedBy.length,
  })),
});

export const sponsorView = (loaded: Loaded<Sponsor>, subject: Subject) => ({
  ...sponsorBody(loaded),
  allowedActions: allowedActions(actionsFor(loaded.state), {
    subject,
    policy: sponsorPolicy,
    scope: {},
    href: `/sponsors/${loaded.id}`,
  }),
});
