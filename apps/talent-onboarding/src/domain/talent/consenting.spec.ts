import { specOf } from '@talentloop/testing';
import { consent } from '../values/exemplary-person';
import type { TalentCommand, TalentCommandData } from './commands';
import { talent } from './talent';
import * as example from './exemplars';

const { given } = specOf(talent);
const { registered, consentGiven, consentWithdrawn } = example;
const give = (data: Partial<TalentCommandData['GiveConsent']> = {}): TalentCommand => ({
  type: 'GiveConsent',
  data: { ...consent, ...data },
});
const withdraw = (consentId = 'c1'): TalentCommand => ({
  type: 'WithdrawConsent',
  data: { consentId },
});

describe('giving a consent', () => {
  it('keeps the version, language and hash of the text', () => {
    given(registered)
      .when(give())
      .thenTypes('ConsentGiven')
      .thenState((state) =>
        expect(state).toMatchObject({
          record: {
            consents: [
              {
                consentId: 'c1',
                textVersion: '1',
                language: 'en',
                textHash: expect.stringMatching(/^[0-9a-f]{64}$/),
                status: 'given',
              },
            ],
          },
        }),
      )
      .againNothing();
  });

  it('changes nothing while the same consent is in force', () => {
    given(registered, consentGiven)
      .when(give({ consentId: 'c2' }))
      .thenNothing();
  });

  it('is another consent for another recipient, jurisdiction or language', () => {
    for (const other of [
      { recipient: 'accommodation' },
      { jurisdiction: 'CN' },
      { language: 'zh-Hans' },
    ] as const)
      given(registered, consentGiven)
        .when(give({ consentId: 'c2', ...other }))
        .thenTypes('ConsentGiven');
  });

  it('is refused to a text that does not exist', () => {
    given(registered)
      .when(give({ textVersion: '2' }))
      .thenRefused('consent-text-unknown');
    given(registered)
      .when(give({ purpose: 'marketing' }))
      .thenRefused('consent-text-unknown');
  });

  it('is refused after an end', () => {
    given(...example.historyOf.withdrawn)
      .when(give({ consentId: 'c2', jurisdiction: 'CN' }))
      .thenRefused('application-ended');
  });

  it('has a limit', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({
      ...consentGiven,
      data: { ...consentGiven.data, consentId: `many-${i}`, recipient: `recipient-${i}` },
    }));
    given(registered, ...many)
      .when(give())
      .thenRefused('limit-reached');
  });
});

describe('withdrawing a consent', () => {
  it('is recorded, and given anew is another consent', () => {
    given(registered, consentGiven).when(withdraw()).then(consentWithdrawn).againNothing();
    given(registered, consentGiven, consentWithdrawn)
      .when(give({ consentId: 'c2' }))
      .thenTypes('ConsentGiven');
  });

  it('works in every state', () => {
    for (const history of Object.values(example.historyOf))
      given(...history)
        .when(withdraw())
        .thenTypes('ConsentWithdrawn');
  });

  it('is refused of an unknown one', () => {
    given(registered).when(withdraw('c7')).thenRefused('consent-not-found');
  });
});
