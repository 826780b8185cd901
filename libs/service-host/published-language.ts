import * as accommodation from '@talentloop/contracts/accommodation';
import * as serviceCentre from '@talentloop/contracts/service-centre';
import * as talentOnboarding from '@talentloop/contracts/talent-onboarding';
import type { Contract } from '@talentloop/integration-bus';

/** The contracts of each service, by its name. */
export const contractsOf: Readonly<Record<string, readonly Contract[]>> = {
  'talent-onboarding': Object.values(talentOnboarding),
  'service-centre': Object.values(serviceCentre),
  accommodation: Object.values(accommodation),
};

/** Every contract of the published language. A message of any other type comes from a stranger. */
export const publishedLanguage: readonly Contract[] = Object.values(contractsOf).flat();

/** The topics to which a service writes. */
export const topicsOf = (service: string): readonly string[] => [
  ...new Set((contractsOf[service] ?? []).map(({ topic }) => topic)),
];
