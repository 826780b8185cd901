import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from './refusal';

export const ROOT = path.resolve(__dirname, '../../..');

/** As much of an entry of libs/service-catalogue/services.json as a generator reads. */
export interface CatalogueEntry {
  readonly name: string;
  readonly port: number;
  readonly tone: string;
  readonly resources: readonly { readonly path: string; readonly kind?: string }[];
}

export const exists = (file: string): boolean => existsSync(path.join(ROOT, file));

export const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

export const CATALOGUE = 'libs/service-catalogue/services.json';

/** Every service of the product. */
export const services = (): readonly CatalogueEntry[] => JSON.parse(read(CATALOGUE)).services;

/** @throws Refusal when there is no such service. */
export const assertService = (name: string): void => {
  const names = services().map((service) => service.name);
  if (!names.includes(name))
    throw new Refusal(`there is no service ${name}, only ${names.join(', ')}`);
};

/** @throws Refusal when some service has a resource of this path. */
export const assertPathIsFree = (resource: string): void => {
  const owner = services().find(({ resources }) => resources.some((it) => it.path === resource));
  if (owner) throw new Refusal(`${owner.name} has a resource ${resource} already`);
};
