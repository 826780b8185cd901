import type { CatalogueEntry } from './checkout';

interface Catalogue {
  readonly services: readonly CatalogueEntry[];
}

/** The text of services.json with one more resource of a service. */
export const withResource = (
  text: string,
  service: string,
  resource: CatalogueEntry['resources'][number],
): string => {
  const { services }: Catalogue = JSON.parse(text);
  const changed = services.map((entry) =>
    entry.name === service ? { ...entry, resources: [...entry.resources, resource] } : entry,
  );
  return JSON.stringify({ services: changed });
};

/** The text of services.json with one more service. */
export const withService = (text: string, entry: CatalogueEntry): string => {
  const { services }: Catalogue = JSON.parse(text);
  return JSON.stringify({ services: [...services, entry] });
};
