import type { Explored } from '@talentloop/reference';

const camelCase = (name: string): string =>
  name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * What every decider of a service can do: `serviceCentreExplored` of exemplars/service-centre.ts.
 * @throws when the service has no such file.
 */
export const exploredOf = (service: string): readonly Explored[] => {
  const exploring: Readonly<Record<string, (() => readonly Explored[]) | undefined>> = require(
    `./exemplars/${service}`,
  );
  const name = `${camelCase(service)}Explored`;
  const explore = exploring[name];
  if (!explore) throw new Error(`apps/reference/src/exemplars/${service}.ts exports no ${name}`);
  return explore();
};
