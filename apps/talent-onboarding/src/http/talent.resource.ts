import type { Rule } from '@talentloop/access';
import { defineResource, does, handled, type ResourceCommands } from '@talentloop/http';
import { talentExemplars } from '../domain/talent/exemplars';
import type { Talent } from '../domain/talent/state';
import { talent } from '../domain/talent/talent';
import {
  DepartBody,
  ProvideInformationBody,
  ReasonBody,
  RefuseBody,
  RequestInformationBody,
} from './talent.dto';
import { talentProblems } from './talent.problems';
import { talentView } from './talent.view';
import { TalentView } from './talent.view.dto';

/** What people do for themselves, their portal for them, and a caseworker on their behalf. */
const people: Rule = { caseworker: 'centre', portal: 'client', talent: 'self' };
const caseworkers: Rule = { caseworker: 'centre' };
const supervisors: Rule = { supervisor: 'centre' };

/** People on the way from a draft to active, and out again. */
export const talents = defineResource({
  decider: talent,
  exemplars: talentExemplars,
  path: 'talents',
  body: TalentView,
  exists: (state): state is Talent => state.status !== 'none',
  // The one centre, the one portal, and the person.
  scopeOf: ({ record: { scope, talentId } }) => ({ ...scope, talentId }),
  view: talentView,
  read: { ...people, auditor: 'any', 'privacy-officer': 'any' },
  followed: { internal: [] },
  corrections: ['CorrectionApproved'],
  problems: talentProblems,
  actions: {
    details: handled('UpdateDetails', people),
    documents: handled('AddDocument', people),
    consents: handled('GiveConsent', people),
    submit: does('SubmitApplication', people),
    'start-screening': does('StartScreening', caseworkers),
    'request-information': does('RequestInformation', caseworkers, RequestInformationBody),
    'provide-information': does('ProvideInformation', people, ProvideInformationBody),
    verify: does('VerifyTalent', caseworkers),
    approve: does('ApproveTalent', supervisors),
    refuse: does('RefuseTalent', supervisors, RefuseBody),
    activate: does('ActivateTalent', supervisors),
    suspend: does('SuspendTalent', supervisors, ReasonBody),
    reinstate: does('ReinstateTalent', supervisors),
    depart: does('RecordDeparture', caseworkers, DepartBody),
    withdraw: does('WithdrawApplication', people, ReasonBody),
    corrections: handled('RequestCorrection', people),
  },
  parts: {
    documents: {
      id: 'documentId',
      tag: 'documents',
      actions: {
        verify: does('VerifyDocument', caseworkers),
        reject: does('RejectDocument', caseworkers, ReasonBody),
        override: does('OverrideDocumentCheck', caseworkers, ReasonBody),
      },
    },
    corrections: {
      id: 'correctionId',
      tag: 'corrections',
      actions: {
        approve: does('ApproveCorrection', caseworkers),
        reject: does('RejectCorrection', caseworkers, ReasonBody),
      },
    },
  },
});

export type Talents = ResourceCommands<typeof talents>;
