import { z } from 'zod';
import { type ServiceEntry, serviceEntry } from './service-entry';
import catalogue from './services.json';

/** Every service of the product, in the order in which services are named and started. */
export const serviceEntries: readonly ServiceEntry[] = z
  .array(serviceEntry)
  .parse(catalogue.services);

/** Their names in the same order. */
export const serviceNames: readonly string[] = serviceEntries.map(({ name }) => name);

/** @throws when the catalogue has no service of that name. */
export const getServiceEntry = (name: string): ServiceEntry => {
  const found = serviceEntries.find((entry) => entry.name === name);
  if (!found) throw new Error(`libs/service-catalogue/services.json has no service ${name}.`);
  return found;
};

/** The service that has a resource of this path, `units`. */
export const findServiceOf = (path: string): ServiceEntry | undefined =>
  serviceEntries.find(({ resources }) => resources.some((resource) => resource.path === path));
