import * as talents from '@talentloop/contracts/talent-onboarding';
import { give } from '@talentloop/event-sourcing';
import {
  type Consumes,
  type Contract,
  type Reaction,
  type Scope,
  when,
} from '@talentloop/integration-bus';
import { localDay } from '@talentloop/locale';
import { knownTalent } from '../domain/known-talent/known-talent';
import type { Departure } from '../domain/values/departure';

interface OfTalent extends Scope {
  readonly talentId: string;
}

const noted = <N extends string>(
  contract: Contract<N, OfTalent>,
  type: 'NoteActivation' | 'NoteSuspension' | 'NoteReinstatement',
): Reaction => when(contract, ({ talentId }) => [give(knownTalent, talentId, { type, data: {} })]);

/** Gone from the day on which that was recorded. */
const gone = <N extends string>(contract: Contract<N, OfTalent>, because: Departure): Reaction =>
  when(contract, ({ talentId }, { time }) => [
    give(knownTalent, talentId, { type: 'NoteLeaving', data: { on: localDay(time), because } }),
  ]);

/** Everything that is said of a talent is heard by the stream of what we know of them. */
export const consumes: Consumes = {
  consumer: 'accommodation',
  reactions: [
    when(talents.talentRegistered, (heard) => {
      const { talentId, centre, client, origin, language, scheme, sponsorId } = heard;
      const data = {
        talentId,
        centre,
        ...(client !== undefined && { client }),
        origin,
        language,
        ...(scheme !== undefined && { scheme }),
        ...(sponsorId !== undefined && { sponsorId }),
      };
      return [give(knownTalent, talentId, { type: 'HearOfTalent', data })];
    }),
    when(talents.talentApproved, ({ talentId, needs, accommodation }) => {
      const wanted = needs.includes('accommodation') ? accommodation : undefined;
      const data = wanted === undefined ? {} : { accommodation: wanted };
      return [give(knownTalent, talentId, { type: 'NoteApproval', data })];
    }),
    noted(talents.talentActivated, 'NoteActivation'),
    noted(talents.talentSuspended, 'NoteSuspension'),
    noted(talents.talentReinstated, 'NoteReinstatement'),
    when(talents.talentDeparted, ({ talentId, on }) => [
      give(knownTalent, talentId, { type: 'NoteLeaving', data: { on, because: 'departed' } }),
    ]),
    gone(talents.talentWithdrawn, 'withdrawn'),
    gone(talents.talentRefused, 'refused'),
    gone(talents.talentExpired, 'expired'),
  ],
};
