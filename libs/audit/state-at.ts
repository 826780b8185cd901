import { type Instant, streamOf } from '@talentloop/event-sourcing';
import type { AuditedCategory } from './audited-category';
import type { AuditedLog } from './history';
import type { Moment } from './moment';

export interface StateAt {
  readonly status: string;
  readonly revision: number;
  /** The requested instant, or the time at which the revision was recorded. */
  readonly at: Instant;
  /** The body of the resource as it was then, without `allowedActions`. */
  readonly state: object;
}

/** The resource as it was. Undefined before its creation and after its last revision. */
export const stateAt = async (
  { store, codecs }: AuditedLog,
  category: AuditedCategory,
  id: string,
  moment: Moment,
): Promise<StateAt | undefined> => {
  const stored = await store.readStream(streamOf(category.category, id));
  const retold = await category.retell(codecs, stored, moment);
  const last = retold.findLast(({ body }) => body !== undefined);
  if (!last?.body || !last.event) return undefined;
  const { body, event } = last;
  return {
    status: 'status' in body && typeof body.status === 'string' ? body.status : 'unknown',
    revision: event.revision,
    at: 'at' in moment ? moment.at : event.meta.recordedAt,
    state: body,
  };
};
