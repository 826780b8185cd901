import { itemsOf, type JourneyItem, type JourneyNode } from '../journey-tree';
import type { OtherService } from './audited-services';

/** Longer than a healthy service ever takes. */
const PATIENCE_MS = 2_000;

const isNode = (value: unknown): value is JourneyNode =>
  typeof value === 'object' &&
  value !== null &&
  ['eventId', 'service', 'stream', 'type', 'recordedAt'].every(
    (field) => field in value && typeof Reflect.get(value, field) === 'string',
  ) &&
  'caused' in value &&
  Array.isArray(value.caused) &&
  value.caused.every(isNode);

const nodesOf = (body: unknown): readonly JourneyNode[] => {
  const items = typeof body === 'object' && body !== null && 'items' in body ? body.items : body;
  if (!Array.isArray(items) || !items.every(isNode)) throw new Error('not a journey');
  return items;
};

const ask = async (
  { url }: OtherService,
  correlationId: string,
  authorization: string,
): Promise<readonly JourneyItem[]> => {
  const path = `/audit/correlations/${encodeURIComponent(correlationId)}?scope=own`;
  const answer = await fetch(`${url}${path}`, {
    headers: { authorization, accept: 'application/json' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (answer.status === 404) return [];
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return itemsOf(nodesOf(await answer.json()));
};

export interface AskedOthers {
  readonly items: readonly JourneyItem[];
  /** The services that did not answer, or whose answer was not a journey. */
  readonly unavailable: readonly string[];
}

/** The events of a journey in other services. The request carries the caller's own token. */
export const askOthers = async (
  others: readonly OtherService[],
  correlationId: string,
  authorization: string,
): Promise<AskedOthers> => {
  const answers = await Promise.allSettled(
    others.map((other) => ask(other, correlationId, authorization)),
  );
  return {
    items: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])),
    unavailable: others
      .filter((_, i) => answers[i]?.status !== 'fulfilled')
      .map(({ name }) => name),
  };
};
