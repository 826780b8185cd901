import {
  type CommandContext,
  type Decisions,
  isRejection,
  type Loaded,
  type Rejection,
  StaleRevision,
} from '@talentloop/event-sourcing';
import { accommodationRequest } from '../domain/accommodation-request/accommodation-request';
import type { RequestCommand } from '../domain/accommodation-request/commands';
import type { MadeRequest } from '../domain/accommodation-request/state';
import { reject } from '@talentloop/event-sourcing';

export type FoundRequest = Loaded<MadeRequest>;

/** The request as it stands, before the unit is asked for anything. @throws StaleRevision */
export const findRequest = async (
  decisions: Decisions,
  id: string,
  { ifRevision }: Pick<CommandContext, 'ifRevision'>,
): Promise<FoundRequest | Rejection<'not-requested'>> => {
  const loaded = await decisions.load(accommodationRequest, id);
  if (!loaded || loaded.state.status === 'none') return reject('not-requested');
  if (ifRevision !== undefined && ifRevision !== loaded.revision)
    throw new StaleRevision(loaded.revision);
  return { ...loaded, state: loaded.state };
};

/**
 * What the request will say of a second step, asked before the first one, so that no unit is held
 * or booked for what would be refused. The step itself is judged again.
 */
export const foresee = (
  { state }: FoundRequest,
  command: RequestCommand,
  context: Pick<CommandContext, 'actor'> & { readonly at: string },
): Rejection | 'nothing' | 'something' => {
  const answer = accommodationRequest.decide(command, state, context);
  if (isRejection(answer)) return answer;
  return answer.length === 0 ? 'nothing' : 'something';
};
