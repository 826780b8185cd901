import { newcomer as withFamily } from '../../journeys/steps/bodies';

/** The resources that the HTTP workloads ask for, made through the public API. */
export interface World {
  readonly tokens: Readonly<Record<'caseworker' | 'housing-officer' | 'portal', string>>;
  readonly cases: readonly string[];
  readonly units: readonly string[];
}

const CASES = 400;
const UNITS = 40;

const post = async (
  url: string,
  { path, token, body }: { path: string; token?: string; body: object },
): Promise<{ readonly id: string; readonly access_token: string }> => {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const answered = (await answer.json()) as { readonly id: string; readonly access_token: string };
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answered)}`);
  return answered;
};

export const tokenOf = async (url: string, persona: string): Promise<string> =>
  (await post(url, { path: '/dev/token', body: { persona } })).access_token;

const enquiry = {
  centre: 'loop-onsite',
  channel: 'counter',
  type: 'career',
  subject: 'A question about the residence permit of a spouse',
  description: 'Asks whether the spouse may take up work before the card has arrived.',
};

const residence = {
  name: 'Example Residence',
  kind: 'talent-residence',
  side: 'hong-kong',
  address: '1 Example Road',
};

const flat = (label: string) => ({
  label,
  bedrooms: 2,
  sleeps: 4,
  features: ['kitchen'],
  nightlyRate: { amount: 45_000, currency: 'HKD' },
});

export const buildWorld = async (url: string): Promise<World> => {
  const tokens = {
    caseworker: await tokenOf(url, 'caseworker'),
    'housing-officer': await tokenOf(url, 'housing-officer'),
    portal: await tokenOf(url, 'portal'),
  };
  const housing = { token: tokens['housing-officer'] };
  const property = await post(url, { ...housing, path: '/properties', body: residence });
  const units = await Promise.all(
    Array.from({ length: UNITS }, (_, i) =>
      post(url, { ...housing, path: `/properties/${property.id}/units`, body: flat(`${i}A`) }),
    ),
  );
  const cases: { id: string }[] = [];
  while (cases.length < CASES) {
    const some = Array.from({ length: 40 }, () =>
      post(url, { path: '/cases', token: tokens.caseworker, body: enquiry }),
    );
    cases.push(...(await Promise.all(some)));
  }
  return { tokens, cases: cases.map(({ id }) => id), units: units.map(({ id }) => id) };
};

/**
 * The registration of one person without a family, which leads to a case and an accommodation
 * request.
 */
export const newcomer = (from: string, to: string): object => ({
  ...withFamily,
  household: undefined,
  accommodation: { ...withFamily.accommodation, from, to, guests: 1 },
});
