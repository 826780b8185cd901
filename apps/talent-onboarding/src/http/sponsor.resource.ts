import type { Rule } from '@talentloop/access';
import { creates, defineResource, does, type ResourceCommands } from '@talentloop/http';
import { sponsorExemplars } from '../domain/sponsor/exemplars';
import { sponsor } from '../domain/sponsor/sponsor';
import { isRegistered } from '../domain/sponsor/state';
import { sponsorProblems } from './sponsor.problems';
import { QuotaBody, RegisterSponsorBody } from './sponsor.dto';
import { SponsorView } from './sponsor.view.dto';

const caseworker: Rule = { caseworker: 'any' };

/** Tenant companies that sponsor people. Who holds a place stays inside. */
export const sponsors = defineResource({
  decider: sponsor,
  exemplars: sponsorExemplars,
  path: 'sponsors',
  body: SponsorView,
  exists: isRegistered,
  scopeOf: () => ({}),
  view: ({ status, name, sector, origin, quotas }) => ({
    status,
    name,
    sector,
    origin,
    quotas: quotas.map(({ scheme, places, until, reservedBy }) => ({
      scheme,
      places,
      until,
      reserved: reservedBy.length,
    })),
  }),
  read: { caseworker: 'any', portal: 'any', auditor: 'any' },
  problems: sponsorProblems,
  creation: creates('RegisterSponsor', caseworker, RegisterSponsorBody, (body, { id }) => ({
    sponsorId: id,
    ...body,
  })),
  actions: { quota: does('GrantQuota', caseworker, QuotaBody) },
});

export type Sponsors = ResourceCommands<typeof sponsors>;

/** Whoever names a company must name one that exists. @throws Problem 404 */
export const assertSponsor = async (companies: Sponsors, id: string | undefined): Promise<void> => {
  if (id !== undefined) await companies.get({ id, visible: { all: true } });
};
