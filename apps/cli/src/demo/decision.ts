import { z } from 'zod';
import { Astray } from './cast';
import type { Stage, Traveller } from './stage';

const cases = z.looseObject({
  cases: z.array(z.looseObject({ number: z.string(), type: z.string() })).min(2),
});
const homes = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })).min(1) });

/** The document is overridden with a reason, then the person is verified. */
export const verify = async (
  { cast, tell }: Stage,
  { id }: Traveller,
  documentId: string,
): Promise<void> => {
  const document = `/talents/${id}/documents/${documentId}`;
  const early = await cast.ask('caseworker', 'POST', `${document}/verify`);
  if (early.status !== 409) throw new Astray(early);
  tell({
    title: 'A caseworker tries to verify the card as it is',
    told: early,
    elsewhere: [],
    essence: 'refused: its check failed, and nobody has said why that is all right',
  });
  const reason = 'Seen at the counter: the card ends in X, it was mistyped.';
  tell({
    title: 'They look at the card itself and override the check',
    told: await cast.do('caseworker', `${document}/override`, { reason }),
    essence: `the reason is part of the event: “${reason}”`,
    elsewhere: [],
  });
  await cast.do('caseworker', `${document}/verify`);
  tell({
    title: 'Card and person are verified',
    told: await cast.do('caseworker', `/talents/${id}/verify`),
    essence: 'verified',
    elsewhere: [],
  });
};

/** Four eyes: somebody else approves. What the person needs begins elsewhere. */
export const approve = async ({ cast, tell }: Stage, traveller: Traveller): Promise<string> => {
  const { id } = traveller;
  const own = await cast.ask('caseworker', 'POST', `/talents/${id}/approve`);
  if (own.status !== 403) throw new Astray(own);
  tell({
    title: 'The caseworker tries to approve as well',
    told: own,
    elsewhere: [],
    essence: 'forbidden: approving is the supervisor’s, and never the verifier’s',
  });
  const told = await cast.do('supervisor', `/talents/${id}/approve`);
  const opened = await cast.see('caseworker', `/talents/${id}`, cases);
  const { items } = await cast.see('auditor', `/accommodation-requests?talentId=${id}`, homes);
  const [{ id: homeId } = { id: '' }] = items;
  const school = opened.cases.find(({ type }) => type === 'schooling');
  tell({
    title: 'A supervisor approves',
    told,
    essence: 'approved',
    elsewhere: [
      `service centre: case ${school?.number} is open for the school`,
      `accommodation: request ${homeId} is submitted`,
    ],
  });
  tell({
    title: 'And activates',
    told: await cast.do('supervisor', `/talents/${id}/activate`),
    essence: 'active',
    elsewhere: [],
  });
  return homeId;
};
