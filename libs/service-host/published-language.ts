import * as accommodation from '@talentloop/contracts/accommodation';
import * as serviceCentre from '@talentloop/contracts/service-centre';
import * as talentOnboarding from '@talentloop/contracts/talent-onboarding';
import type { Contract } from '@talentloop/integration-bus';

/** The contracts of each service, by its name. */
export const contractsOf: Readonly<Record<string, readonly Contract[]>> = {
  'talent-onboarding': Object.values(talentOnboarding) as unknown as readonly Contract[],
  'service-centre': Object.values(serviceCentre) as unknown as readonly Contract[],
  accommodation: Object.values(accommodation) as unknown as readonly Contract[],
};

/** Every contract of the published language: what is none of them was said by a stranger. */
export const publishedLanguage: readonly Contract[] = Object.values(contractsOf).flat();

/** The topics that a service speaks on. */
export const topicsOf = (service: string): readonly string[] => [
  ...new Set((contractsOf[service] ?? []).map(({ topic }) => topic)),
];
