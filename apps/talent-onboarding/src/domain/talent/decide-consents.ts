import { type DecisionContext, reject } from '@talentloop/event-sourcing';
import type { ConsentCommand, GiveConsent } from './commands';
import { findConsentText } from '../values/consent-texts';
import { touch } from './draft-expiry';
import { MOST_PARTS } from './limits';
import { type Consent, type Decision, hasEnded, type Talent } from './state';

/** The consent in force that says exactly the same. */
export const findSameConsent = (
  { record }: Talent,
  data: GiveConsent['data'],
): Consent | undefined =>
  record.consents.find(
    (known) =>
      known.status === 'given' &&
      known.purpose === data.purpose &&
      known.recipient === data.recipient &&
      known.jurisdiction === data.jurisdiction &&
      known.textVersion === data.textVersion &&
      known.language === data.language,
  );

const give = (data: GiveConsent['data'], talent: Talent, { at }: DecisionContext): Decision => {
  const { consents } = talent.record;
  if (consents.some(({ consentId }) => consentId === data.consentId)) return [];
  if (findSameConsent(talent, data)) return [];
  if (consents.length >= MOST_PARTS) return reject('limit-reached');
  const text = findConsentText(data.purpose, data.textVersion, data.language);
  if (!text) return reject('consent-text-unknown');
  return [{ type: 'ConsentGiven', data: { ...data, textHash: text.hash, ...touch(talent, at) } }];
};

/** A consent may be withdrawn at any time, after the end too. */
export const decideConsent = (
  command: ConsentCommand,
  talent: Talent,
  context: DecisionContext,
): Decision => {
  if (command.type === 'GiveConsent')
    return hasEnded(talent) ? reject('application-ended') : give(command.data, talent, context);
  const { consentId } = command.data;
  const consent = talent.record.consents.find((known) => known.consentId === consentId);
  if (!consent) return reject('consent-not-found');
  if (consent.status === 'withdrawn') return [];
  return [{ type: 'ConsentWithdrawn', data: { consentId, ...touch(talent, context.at) } }];
};
