import type { RefusalProblems } from '@talentloop/http';
import type { Service } from '@talentloop/service-host';
import { serviceModules } from '../../all-in-one/src/service-modules';

/** The definitions of all services of the product. */
export const services: readonly Service[] = serviceModules.map(({ service }) => service);

/** The HTTP problems for the refusals of a service. */
export const problemsOf = (service: string): RefusalProblems =>
  serviceModules.find((each) => each.service.name === service)?.problems ?? {};
