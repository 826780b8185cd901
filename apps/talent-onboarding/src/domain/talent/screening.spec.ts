import { specOf } from '@talentloop/testing';
import type { TalentCommand } from './commands';
import { talent } from './talent';
import * as example from './exemplars';

const { given } = specOf(talent);
const { registered, documentAdded, consentGiven, historyOf } = example;
const submit: TalentCommand = { type: 'SubmitApplication', data: {} };
const start: TalentCommand = { type: 'StartScreening', data: {} };
const verify: TalentCommand = { type: 'VerifyTalent', data: {} };
const ask: TalentCommand = {
  type: 'RequestInformation',
  data: { items: ['degree'], message: 'Please send it' },
};
const answer: TalentCommand = { type: 'ProvideInformation', data: { message: 'Here it is' } };

/** What the exemplary parent is asked for. */
const checklist = [
  { item: 'identity-document', why: 'everyone' },
  { item: 'onboarding-guidance', why: 'everyone' },
  { item: 'passport', why: 'from-overseas' },
  { item: 'stay-permission', why: 'needs-permission-to-stay' },
  { item: 'birth-certificate', why: 'brings-children' },
  { item: 'school-place', why: 'child-of-school-age' },
  { item: 'housed', why: 'asked-for-accommodation' },
  { item: 'degree-certificate', why: 'scheme-TTPS-B' },
  { item: 'work-experience', why: 'scheme-TTPS-B' },
];

describe('submitting', () => {
  it('derives what is asked, each item with why', () => {
    given(...historyOf.draft)
      .when(submit)
      .then({
        type: 'ApplicationSubmitted',
        data: { checklist },
        policy: {
          name: 'checklist',
          version: '1+schemes-2026-01',
          inputs: {
            scheme: 'TTPS-B',
            nationality: 'FR',
            origin: 'overseas',
            spouse: false,
            childrenUnderSix: 0,
            childrenOfSchoolAge: 1,
            needs: ['accommodation', 'schooling'],
          },
          fired: [
            'everyone',
            'from-overseas',
            'needs-permission-to-stay',
            'brings-children',
            'child-of-school-age',
            'asked-for-accommodation',
            'scheme-TTPS-B',
          ],
          outcome: '9-items',
        },
      })
      .againNothing();
  });

  it('needs a document that was not rejected', () => {
    given(registered, consentGiven).when(submit).thenRefused('document-required');
    given(registered, consentGiven, documentAdded, example.documentRejected)
      .when(submit)
      .thenRefused('document-required');
  });

  it('needs a consent in force', () => {
    given(registered, documentAdded).when(submit).thenRefused('consent-required');
    given(...historyOf.draft, example.consentWithdrawn)
      .when(submit)
      .thenRefused('consent-required');
  });

  it('is for drafts only', () => {
    given(...historyOf.screening)
      .when(submit)
      .thenRefused('not-a-draft');
  });
});

describe('screening', () => {
  it('starts once submitted', () => {
    given(...historyOf.submitted)
      .when(start)
      .then(example.screeningStarted)
      .againNothing();
    given(...historyOf.draft)
      .when(start)
      .thenRefused('not-submitted');
    given(...historyOf['information-requested'])
      .when(start)
      .thenRefused('not-submitted');
  });

  it('asks for information, one request at a time', () => {
    given(...historyOf.screening)
      .when(ask)
      .then(example.informationRequested)
      .againNothing();
    given(...historyOf['information-requested'])
      .when({ type: 'RequestInformation', data: { items: ['diploma'], message: 'And this' } })
      .thenRefused('information-already-requested');
    given(...historyOf.submitted)
      .when(ask)
      .thenRefused('not-in-screening');
  });

  it('goes on when information is provided', () => {
    given(...historyOf['information-requested'])
      .when(answer)
      .then(example.informationProvided)
      .thenState(({ status }) => expect(status).toBe('screening'))
      .againNothing();
    given(...historyOf.screening)
      .when(answer)
      .thenRefused('information-not-requested');
  });

  it('refuses another answer once answered', () => {
    given(...historyOf['information-requested'], example.informationProvided)
      .when({ type: 'ProvideInformation', data: { message: 'Something else' } })
      .thenRefused('information-not-requested');
  });
});

describe('verifying a talent', () => {
  it('says who, on which documents, under which rule', () => {
    given(...historyOf.screening, example.documentVerified)
      .when(verify)
      .then({
        ...example.verified,
        policy: {
          name: 'talent-verification',
          version: '2026-01',
          inputs: {
            documents: [
              {
                documentId: 'd1',
                kind: 'passport',
                check: 'passed',
                overridden: false,
                status: 'verified',
              },
            ],
          },
          fired: ['every-document-verified-or-overridden', 'one-document-at-least'],
          outcome: 'verified',
        },
      })
      .againNothing();
  });

  it('is content with an overridden check', () => {
    given(
      ...historyOf.screening,
      example.documentVerified,
      example.mistypedAdded,
      example.checkOverridden,
    )
      .when(verify)
      .thenTypes('TalentVerified');
  });

  it('names the documents that are still open', () => {
    given(...historyOf.screening, example.documentVerified, example.mistypedAdded)
      .when(verify)
      .thenRefused('documents-not-verified', { documentIds: ['d2'] });
  });

  it('needs one document at least that was not rejected', () => {
    given(...historyOf.screening, example.documentRejected)
      .when(verify)
      .thenRefused('document-required');
  });

  it('is for those in screening', () => {
    given(...historyOf.approved)
      .when(verify)
      .thenRefused('not-in-screening');
  });
});
