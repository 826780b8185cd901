import { z } from 'zod';
import { UnexpectedAnswer } from './cast';
import type { Stage, Traveller } from './stage';

const cases = z.looseObject({
  cases: z.array(z.looseObject({ number: z.string(), type: z.string() })).min(2),
});
const homes = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })).min(1) });

/** Overrides the document with a reason, then verifies the person. */
export const verify = async (
  { cast, tell }: Stage,
  { id }: Traveller,
  documentId: string,
): Promise<void> => {
  const document = `/talents/${id}/documents/${documentId}`;
  const early = await cast.ask('caseworker', 'POST', `${document}/verify`);
  if (early.status !== 409) throw new UnexpectedAnswer(early);
  tell({
    title: 'A caseworker tries to verify the card as it is',
    exchange: early,
    elsewhere: [],
    essence: 'refused: the check of the document failed, and nobody has overridden it',
  });
  const reason = 'Seen at the counter: the card ends in X, it was mistyped.';
  tell({
    title: 'The caseworker looks at the card and overrides the check',
    exchange: await cast.do('caseworker', `${document}/override`, { reason }),
    essence: `the reason is part of the event: “${reason}”`,
    elsewhere: [],
  });
  await cast.do('caseworker', `${document}/verify`);
  tell({
    title: 'Card and person are verified',
    exchange: await cast.do('caseworker', `/talents/${id}/verify`),
    essence: 'verified',
    elsewhere: [],
  });
};

/**
 * Four eyes: another person approves. The person's needs then lead to cases and requests in other
 * services.
 */
export const approve = async ({ cast, tell }: Stage, traveller: Traveller): Promise<string> => {
  const { id } = traveller;
  const own = await cast.ask('caseworker', 'POST', `/talents/${id}/approve`);
  if (own.status !== 403) throw new UnexpectedAnswer(own);
  tell({
    title: 'The caseworker tries to approve as well',
    exchange: own,
    elsewhere: [],
    essence: 'forbidden: only a supervisor may approve, and never the person who verified',
  });
  const exchange = await cast.do('supervisor', `/talents/${id}/approve`);
  const opened = await cast.see('caseworker', `/talents/${id}`, cases);
  const { items } = await cast.see('auditor', `/accommodation-requests?talentId=${id}`, homes);
  const [{ id: homeId } = { id: '' }] = items;
  const school = opened.cases.find(({ type }) => type === 'schooling');
  tell({
    title: 'A supervisor approves',
    exchange,
    essence: 'approved',
    elsewhere: [
      `service centre: case ${school?.number} is open for the school`,
      `accommodation: request ${homeId} is submitted`,
    ],
  });
  tell({
    title: 'The supervisor activates the talent',
    exchange: await cast.do('supervisor', `/talents/${id}/activate`),
    essence: 'active',
    elsewhere: [],
  });
  return homeId;
};
