import type { RefusalProblems } from '@talentloop/http';
import type { Service } from '@talentloop/service-host';
import { serviceModules } from '../../all-in-one/src/service-modules';

/** Every service of the product, as its definition says. */
export const services: readonly Service[] = serviceModules.map(({ service }) => service);

/** What a service says over HTTP to each of its refusals. */
export const problemsOf = (service: string): RefusalProblems =>
  serviceModules.find((each) => each.service.name === service)?.problems ?? {};
