import {
  derivedId,
  from,
  give,
  type Instant,
  process,
  type ProcessCommand,
} from '@talentloop/event-sourcing';
import {
  goneStandings,
  type NewCase,
  type Standing,
  type TalentIdentity,
} from '../../domain/known-talent/events';
import { knownTalent } from '../../domain/known-talent/known-talent';
import { serviceCase } from '../../domain/service-case/service-case';
import { findCurrentCaseType } from '../../domain/values/case-types';
import { numberACase } from '../number-a-case';

const openFor = (
  { talentId, centre, client, language }: TalentIdentity,
  { caseId, type }: NewCase,
  at: Instant,
): readonly ProcessCommand[] =>
  numberACase(caseId, at, {
    centre,
    type,
    talentId,
    ...(client !== undefined && { client }),
    channel: 'portal',
    priority: 'normal',
    subject: findCurrentCaseType(type)?.titles[language] ?? type,
  });

/** What has a result is closed, everything else is cancelled. */
const end = (caseId: string, standing: Standing): ProcessCommand => {
  const reason = `The talent's standing is now: ${standing}.`;
  return give(serviceCase, caseId, { type: 'CloseCase', data: { reason } }, () => [
    give(serviceCase, caseId, { type: 'CancelCase', data: { reason, standing } }),
  ]);
};

/** Only work in progress can wait; whoever holds any other open case finds a note. */
const suspend = (caseId: string, noteId: string): ProcessCommand => {
  const reason = 'The talent is suspended.';
  return give(serviceCase, caseId, { type: 'WaitFor', data: { on: 'suspended', reason } }, () => [
    give(serviceCase, caseId, { type: 'AddNote', data: { noteId, text: reason } }),
  ]);
};

/** What onboarding says of a talent becomes of our cases: opened, waiting, going on, ended. */
export const followTalents = process('follow-talents', [
  from(knownTalent, {
    TalentHeardOf: ({ data, meta }) =>
      openFor(data, { caseId: data.onboardingCaseId, type: 'onboarding' }, meta.recordedAt),
    TalentNeedsHeardOf: ({ data, meta }) =>
      data.cases.flatMap((named) => openFor(data, named, meta.recordedAt)),
    TalentStandingChanged: ({ id, data: { standing, previous, cases } }) => {
      if (goneStandings.includes(standing)) return cases.map(({ caseId }) => end(caseId, standing));
      if (standing === 'suspended')
        return cases.map(({ caseId }) => suspend(caseId, derivedId(id, 'suspension note', caseId)));
      if (previous !== 'suspended') return [];
      return cases.map(({ caseId }) =>
        give(serviceCase, caseId, { type: 'Resume', data: { on: 'suspended' } }),
      );
    },
    TalentCaseOutlived: ({ data: { caseId, standing } }) => [end(caseId, standing)],
  }),
]);
