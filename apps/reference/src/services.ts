import path from 'node:path';
import type { RefusalProblems } from '@talentloop/http';
import type { Service } from '@talentloop/service-host';
import { serviceModules } from '../../all-in-one/src/service-modules';

/** Every service of the product, as its definition says. */
export const services: readonly Service[] = serviceModules.map(({ service }) => service);

const APPS = path.resolve(__dirname, '../..');

/** What a service says over HTTP to each of its refusals: `problems` of its http/problems.ts. */
export const problemsOf = (service: string): RefusalProblems => {
  const { problems }: { readonly problems?: RefusalProblems } = require(
    path.join(APPS, service, 'src/http/problems'),
  );
  if (!problems) throw new Error(`apps/${service}/src/http/problems.ts exports no problems`);
  return problems;
};
