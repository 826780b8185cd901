import { specOf } from '@talentloop/testing';
import type { TalentCommand, TalentCommandData } from './commands';
import type { TalentEvent } from './events';
import { talent } from './talent';
import * as example from './exemplars';

const { given } = specOf(talent);
const { registered, documentAdded, mistypedAdded, checkOverridden, DRAFT_UNTIL } = example;
const touched = { draftUntil: DRAFT_UNTIL };

const add = (data: Partial<TalentCommandData['AddDocument']> = {}): TalentCommand => ({
  type: 'AddDocument',
  data: { documentId: 'd9', kind: 'passport', number: 'L898902C3', ...data },
});
const verify = (documentId: string): TalentCommand => ({
  type: 'VerifyDocument',
  data: { documentId },
});
const rejectIt = (documentId: string): TalentCommand => ({
  type: 'RejectDocument',
  data: { documentId, reason: 'unreadable' },
});
const override = (documentId: string): TalentCommand => ({
  type: 'OverrideDocumentCheck',
  data: { documentId, reason: 'seen at the counter' },
});

describe('adding a document', () => {
  it('keeps what was typed, with what the check found', () => {
    given(registered)
      .when(add({ kind: 'hkid', number: ' a123456', checkDigit: '3', expiresOn: '2026-03-02' }))
      .then({
        type: 'DocumentAdded',
        data: {
          documentId: 'd9',
          kind: 'hkid',
          number: ' a123456',
          checkDigit: '3',
          expiresOn: '2026-03-02',
          check: { ok: true },
          ...touched,
        },
        policy: {
          name: 'identity-document-check',
          version: '2026-01',
          inputs: { kind: 'hkid', number: ' a123456', checkDigit: '3' },
          fired: [],
          outcome: 'passed',
        },
      })
      .againNothing();
  });

  it('warns of a failed check and does not refuse', () => {
    given(registered)
      .when(add({ kind: 'hkid', number: 'A123456(4)' }))
      .thenTypes('DocumentAdded')
      .thenState((state) =>
        expect(state).toMatchObject({
          record: { documents: [{ check: { ok: false, reason: 'check-digit' } }] },
        }),
      );
  });

  it('refuses one that had expired by the local day', () => {
    given(registered)
      .when(add({ expiresOn: '2026-03-01' }))
      .thenRefused('document-expired');
  });

  it('changes nothing when the same document is on record', () => {
    given(registered, documentAdded).when(add()).thenNothing();
  });

  it('takes a document again that was rejected', () => {
    given(registered, documentAdded, example.documentRejected)
      .when(add())
      .thenTypes('DocumentAdded');
  });

  it('is refused after an end', () => {
    given(...example.historyOf.refused)
      .when(add({ number: 'OTHER123' }))
      .thenRefused('application-ended');
  });

  it('has a limit', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({
      ...documentAdded,
      data: { ...documentAdded.data, documentId: `many-${i}`, number: `P${10000 + i}` },
    }));
    given(registered, ...many)
      .when(add())
      .thenRefused('limit-reached');
  });
});

describe('verifying a document', () => {
  it('says who, and under which rule', () => {
    given(registered, documentAdded)
      .when(verify('d1'))
      .then({
        type: 'DocumentVerified',
        data: { documentId: 'd1', verifiedBy: 'worker-1', ...touched },
        policy: {
          name: 'document-verification',
          version: '2026-01',
          inputs: {
            documentId: 'd1',
            kind: 'passport',
            check: 'passed',
            overridden: false,
            status: 'added',
          },
          fired: ['check-passed'],
          outcome: 'verified',
        },
      })
      .againNothing();
  });

  it('is refused while its check failed, and works once that was overridden', () => {
    given(registered, mistypedAdded)
      .when(verify('d2'))
      .thenRefused('document-check-failed', { reason: 'check-digit' });
    given(registered, mistypedAdded, checkOverridden)
      .when(verify('d2'))
      .thenTypes('DocumentVerified');
  });

  it('is refused once it has expired', () => {
    const data = { ...documentAdded.data, expiresOn: '2026-03-05' };
    const soonOver: TalentEvent = { type: 'DocumentAdded', data };
    given(registered, soonOver)
      .when(verify('d1'), { at: '2026-03-05T15:59:59.999Z' })
      .thenTypes('DocumentVerified');
    given(registered, soonOver)
      .when(verify('d1'), { at: '2026-03-05T16:00:00.000Z' })
      .thenRefused('document-expired');
  });

  it('is refused of a rejected one and of an unknown one', () => {
    given(registered, documentAdded, example.documentRejected)
      .when(verify('d1'))
      .thenRefused('document-rejected');
    given(registered).when(verify('d1')).thenRefused('document-not-found');
  });
});

describe('rejecting a document', () => {
  it('carries its reason, also after it was verified', () => {
    const expected = {
      type: 'DocumentRejected',
      data: { documentId: 'd1', rejectedBy: 'worker-1', ...touched },
      reason: 'unreadable',
    } as const;
    given(registered, documentAdded).when(rejectIt('d1')).then(expected).againNothing();
    given(registered, documentAdded, example.documentVerified).when(rejectIt('d1')).then(expected);
  });
});

describe('overriding a check', () => {
  it('carries its reason', () => {
    given(registered, mistypedAdded).when(override('d2')).then(checkOverridden).againNothing();
  });

  it('is refused where the check passed or the document was rejected', () => {
    given(registered, documentAdded).when(override('d1')).thenRefused('document-check-passed');
    given(registered, mistypedAdded, {
      type: 'DocumentRejected',
      data: { documentId: 'd2', rejectedBy: 'worker-1' },
    })
      .when(override('d2'))
      .thenRefused('document-rejected');
  });
});

describe('documents after the draft', () => {
  it('no longer say until when a draft lasts', () => {
    given(...example.historyOf.screening)
      .when(verify('d1'))
      .then(example.documentVerified);
  });
});
