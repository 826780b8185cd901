import { createHash } from 'node:crypto';
import { languages } from '@talentloop/locale';
import { consentTexts, findConsentText } from './consent-texts';

describe('consent texts', () => {
  it('exist for onboarding, version 1, in every language', () => {
    for (const language of languages)
      expect(findConsentText('onboarding', '1', language)).toBeDefined();
  });

  it('hash to what consents record', () => {
    for (const { text, hash } of consentTexts)
      expect(createHash('sha256').update(text, 'utf8').digest('hex')).toBe(hash);
  });
});
