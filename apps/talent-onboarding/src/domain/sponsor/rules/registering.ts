import { reject } from '@talentloop/event-sourcing';
import type { SponsorState } from '../state';
import type { SponsorRules } from './guards';

export const registering: SponsorRules<'RegisterSponsor', SponsorState> = {
  RegisterSponsor: (data, { status }) =>
    status === 'none'
      ? [{ type: 'SponsorRegistered', data }]
      : reject('sponsor-already-registered'),
};
