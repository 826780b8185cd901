import { z } from 'zod';
import { UnexpectedAnswer, type Exchange } from './cast';
import type { Stage, Traveller } from './stage';

const assessed = z.looseObject({
  assessment: z.looseObject({
    points: z.int(),
    explanation: z.array(z.unknown()).optional(),
  }),
});
const matches = z.looseObject({
  items: z.array(z.looseObject({ unitId: z.string(), reasons: z.array(z.string()) })),
  nearMisses: z.array(z.looseObject({ unitId: z.string(), reasons: z.array(z.string()) })),
});
const created = z.looseObject({ id: z.string() });
const unit = z.looseObject({ label: z.string() });
const withMessages = (count: number) =>
  z.looseObject({ messages: z.array(z.looseObject({ text: z.string() })).min(count) });

const TAKEN = 409;

/** Adds a flat to the park if no unit is free or none exists. */
const build = async ({ cast }: Stage): Promise<string> => {
  const building = await cast.do('housing-officer', '/properties', {
    name: 'Sandbank House',
    kind: 'serviced-apartment',
    side: 'hong-kong',
    address: '5 Example Road, Lok Ma Chau Loop',
  });
  const { id } = created.parse(building.answer);
  const flat = await cast.do('housing-officer', `/properties/${id}/units`, {
    label: 'Sandbank House 1A',
    bedrooms: 1,
    sleeps: 3,
    features: [],
    nightlyRate: { amount: 80_000, currency: 'HKD' },
  });
  return created.parse(flat.answer).id;
};

/** Shows the points with their reasons, then the units that fit, and why others do not. */
const assess = async ({ cast, tell }: Stage, home: string): Promise<readonly string[]> => {
  const reason = 'Approved talent with a child.';
  const exchange = await cast.do('housing-officer', `${home}/assess`, { eligible: true, reason });
  const { assessment } = await cast.see('housing-officer', home, assessed);
  tell({
    title: 'A housing officer assesses the request',
    exchange,
    elsewhere: [],
    essence: `${assessment.points} points, by a rule whose version is in the event`,
  });
  const asked = await cast.ask('housing-officer', 'GET', `${home}/matches`);
  const { items, nearMisses } = matches.parse(asked.answer);
  const [best] = items;
  const [miss] = nearMisses;
  tell({
    title: 'The housing officer looks for a unit',
    exchange: asked,
    essence: `${items.length} units fit`,
    elsewhere: [
      ...(best ? [`first because: ${best.reasons.join('; ')}`] : []),
      ...(miss ? [`one that does not fit: ${miss.reasons.join('; ')}`] : []),
    ],
  });
  return items.map(({ unitId }) => unitId);
};

const hold = async (
  { cast }: Stage,
  home: string,
  unitId: string,
): Promise<Exchange | undefined> => {
  const exchange = await cast.ask('housing-officer', 'POST', `${home}/offer`, { unitId });
  if (exchange.status < 300) return exchange;
  if (exchange.status !== TAKEN) throw new UnexpectedAnswer(exchange);
  return undefined;
};

/** Offers the first unit that is still free. Another person may have taken a unit meanwhile. */
const offer = async (stage: Stage, home: string, units: readonly string[]): Promise<Exchange> => {
  for (const unitId of units) {
    const exchange = await hold(stage, home, unitId);
    if (exchange) return exchange;
  }
  return stage.cast.do('housing-officer', `${home}/offer`, { unitId: await build(stage) });
};

/** From the assessment to the key. */
export const house = async (stage: Stage, { caseId }: Traveller, homeId: string): Promise<void> => {
  const { cast, tell } = stage;
  const home = `/accommodation-requests/${homeId}`;
  const news = async (count: number): Promise<readonly string[]> => {
    const seen = await cast.see('caseworker', `/cases/${caseId}`, withMessages(count));
    return [`service centre: the talent gets the message “${seen.messages.at(-1)?.text}”`];
  };
  const exchange = await offer(stage, home, await assess(stage, home));
  const { unitId } = z.looseObject({ unitId: z.string() }).parse(exchange.body);
  const { label } = await cast.see('housing-officer', `/units/${unitId}`, unit);
  tell({
    title: `${label} is offered`,
    exchange,
    elsewhere: await news(2),
    essence: 'held for 48 hours; no other request can get these nights',
  });
  tell({
    title: 'The portal accepts',
    exchange: await cast.do('portal', `${home}/accept`),
    essence: 'booked',
    elsewhere: await news(3),
  });
  const at = await cast.now();
  tell({
    title: 'Arrival',
    exchange: await cast.do('housing-officer', `${home}/check-in`, { at }),
    essence: 'checked-in',
    elsewhere: await news(4),
  });
};
