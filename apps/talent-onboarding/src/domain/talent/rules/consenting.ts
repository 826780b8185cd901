import { alreadySo, reject } from '@talentloop/event-sourcing';
import { findConsentText } from '../../values/consent-texts';
import { findSameConsent, hasEnded } from '../state';
import { PARTS_MAX, type TalentRules, touch } from './guards';

export const consenting: TalentRules<'GiveConsent' | 'WithdrawConsent'> = {
  GiveConsent: (data, talent, { at }) => {
    if (hasEnded(talent)) return reject('application-ended');
    const { consents: known } = talent.record;
    if (known.some(({ consentId }) => consentId === data.consentId)) return alreadySo;
    if (findSameConsent(talent, data)) return alreadySo;
    if (known.length >= PARTS_MAX) return reject('limit-reached');
    const text = findConsentText(data.purpose, data.textVersion, data.language);
    if (!text) return reject('consent-text-unknown');
    return [{ type: 'ConsentGiven', data: { ...data, textHash: text.hash, ...touch(talent, at) } }];
  },
  // A person may withdraw a consent at any time, after the end too.
  WithdrawConsent: ({ consentId }, talent, { at }) => {
    const consent = talent.record.consents.find((known) => known.consentId === consentId);
    if (!consent) return reject('consent-not-found');
    if (consent.status === 'withdrawn') return alreadySo;
    return [{ type: 'ConsentWithdrawn', data: { consentId, ...touch(talent, at) } }];
  },
};
