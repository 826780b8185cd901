// The catalogue of services for plain scripts, which run before anything is built.
import { readFileSync } from 'node:fs';

const FILE = new URL('../../libs/service-catalogue/services.json', import.meta.url);

/** Every service as libs/service-catalogue describes it. */
export const { services } = JSON.parse(readFileSync(FILE, 'utf8'));

/** The Nest projects of a service: its api and its worker. */
export const projectsOf = ({ name }) => [name, `${name}-worker`];
