import { z } from 'zod';
import type { Stage, Traveller } from './stage';

const changed = z.looseObject({ revision: z.int() });
const then = z.looseObject({ status: z.string(), at: z.string() });
const history = z.looseObject({ items: z.array(z.looseObject({ verified: z.boolean() })) });

/** An event of the journey, and the events that it caused. */
export interface Branch {
  readonly service: string;
  readonly type: string;
  readonly actor: { readonly id: string };
  readonly caused: readonly Branch[];
}

const branch: z.ZodType<Branch> = z.lazy(() =>
  z.looseObject({
    service: z.string(),
    type: z.string(),
    actor: z.looseObject({ id: z.string() }),
    caused: z.array(branch),
  }),
);
const tree = z.looseObject({ items: z.array(branch).min(1) });

/** Resolves the case. The auditor then sees the case as it was, and that no row was altered. */
export const conclude = async (
  { cast, tell }: Stage,
  { caseId, correlationId }: Traveller,
): Promise<readonly Branch[]> => {
  const result = { result: 'completed', explanation: 'Housed; the school has its own case.' };
  const exchange = await cast.do('caseworker', `/cases/${caseId}/resolve`, result);
  const { revision } = changed.parse(exchange.answer);
  tell({
    title: 'The caseworker resolves the case',
    exchange,
    essence: `“${result.explanation}”`,
    elsewhere: ['talent-onboarding: the checklist item is satisfied'],
  });
  const place = `/audit/cases/${caseId}`;
  const before = await cast.ask('auditor', 'GET', `${place}/state?revision=${revision - 1}`);
  const { status } = then.parse(before.answer);
  tell({
    title: 'An auditor asks for the case as it was one event earlier',
    exchange: before,
    essence: `as recorded then: ${status}`,
    elsewhere: [],
  });
  const checked = await cast.ask('auditor', 'GET', `${place}/history`);
  const events = history.parse(checked.answer).items;
  tell({
    title: 'The auditor checks whether anybody has altered the history',
    exchange: checked,
    elsewhere: [],
    essence: events.every((item) => item.verified)
      ? `${events.length} events, every hash is correct`
      : 'an event was altered',
  });
  const { items } = await cast.see('auditor', `/audit/correlations/${correlationId}`, tree);
  return items;
};
