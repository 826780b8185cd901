import { Refusal } from './refusal';

const insertedAfter = (text: string, place: RegExp, addition: string, file: string): string => {
  if (!place.test(text)) throw new Refusal(`${file} has no place for another service`);
  return text.replace(place, (found) => found + addition);
};

/** What docker-compose.yml needs of a service. */
interface Composed {
  readonly name: string;
  readonly port: number;
  /** The service in the catalogue before it. */
  readonly after: string;
}

/** docker-compose.yml with the api and the worker of one more service, and its address. */
export const withComposed = (text: string, { name, port, after }: Composed): string => {
  const file = 'docker-compose.yml';
  const services = `
  ${name}:
    <<: *service
    build: &${name} { <<: *build, args: { APP: ${name} } }
    ports: ['127.0.0.1:${port}:3000']
  ${name}-worker:
    <<: *service
    build: *${name}
    command: [node, main/worker.js]
`;
  const worker = new RegExp(`^  ${after}-worker:\\n(?: {4}.*\\n)+`, 'm');
  const address = new RegExp(`${after}=http://${after}:3000`);
  const withAddress = insertedAfter(text, address, `,${name}=http://${name}:3000`, file);
  return insertedAfter(withAddress, worker, services, file);
};

/** postgres-only.yml with the same two names. */
export const withPostgresOnly = (text: string, { name, after }: Composed): string => {
  const worker = new RegExp(`^  ${after}-worker: \\*service\\n`, 'm');
  const names = `  ${name}: *service\n  ${name}-worker: *service\n`;
  return insertedAfter(text, worker, names, 'infra/docker/postgres-only.yml');
};
