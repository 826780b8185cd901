import { derivedId } from '@talentloop/event-sourcing';
import { reactionsOf, recorded } from '@talentloop/testing';
import type { KnownTalentEvent, Standing, TalentCase } from '../../domain/known-talent/events';
import { heardOf, ONBOARDING_CASE, talentIdentity } from '../../domain/known-talent/exemplars';
import { followTalents } from './follow-talents';

const STREAM = `knownTalent-${talentIdentity.talentId}`;
const react = (event: KnownTalentEvent) => reactionsOf(followTalents, recorded(STREAM, event));
const cases: readonly TalentCase[] = [
  { caseId: 'a', type: 'onboarding', stage: 'open' },
  { caseId: 'b', type: 'schooling', stage: 'resolved' },
];
const became = (standing: Standing, previous: Standing) =>
  react({
    type: 'TalentStandingChanged',
    data: { ...talentIdentity, standing, previous, cases },
  });
const otherwise = (command: ReturnType<typeof react>[number] | undefined) =>
  command?.otherwise?.({ rejected: 'whatever' }) ?? [];

it('asks the chosen centre for the number of the onboarding case', () => {
  expect(react(heardOf)).toEqual([
    {
      category: 'caseRegister',
      id: 'LOOP-2026',
      command: {
        type: 'IssueCaseNumber',
        data: {
          caseId: ONBOARDING_CASE,
          year: 2026,
          opening: {
            centre: 'loop-onsite',
            type: 'onboarding',
            talentId: talentIdentity.talentId,
            client: 'portal-1',
            channel: 'portal',
            priority: 'normal',
            subject: '抵埗及入職支援',
          },
        },
      },
    },
  ]);
});

it('opens nothing at a centre that does not exist', () => {
  expect(react({ ...heardOf, data: { ...heardOf.data, centre: 'moon' } })).toEqual([]);
});

it('opens a case for each need', () => {
  const named = [
    { caseId: 'x', type: 'schooling' },
    { caseId: 'y', type: 'banking-tax' },
  ];
  const commands = react({ type: 'TalentNeedsHeardOf', data: { ...talentIdentity, cases: named } });
  expect(commands.map(({ command }) => command)).toMatchObject(
    named.map(({ caseId, type }) => ({
      type: 'IssueCaseNumber',
      data: { caseId, opening: { type } },
    })),
  );
});

it.each(['departed', 'withdrawn', 'refused', 'expired'] as const)(
  'closes what is resolved and cancels the rest when the talent is %s',
  (standing) => {
    const commands = became(standing, 'active');
    expect(commands.map(({ id, command }) => [id, command.type])).toEqual([
      ['a', 'CloseCase'],
      ['b', 'CloseCase'],
    ]);
    expect(otherwise(commands[0])).toMatchObject([
      { id: 'a', command: { type: 'CancelCase', data: { standing } } },
    ]);
  },
);

it('lets work in progress wait while the talent is suspended, and leaves a note on others', () => {
  const commands = became('suspended', 'active');
  expect(commands.map(({ command }) => command)).toEqual(
    cases.map(() => ({
      type: 'WaitFor',
      data: { on: 'suspended', reason: 'The talent is suspended.' },
    })),
  );
  const noteId = derivedId(`${STREAM}@0`, 'suspension note', 'a');
  expect(otherwise(commands[0])).toMatchObject([
    { command: { type: 'AddNote', data: { noteId } } },
  ]);
});

it('resumes what waited once the talent is reinstated, and nothing at an activation', () => {
  expect(became('active', 'suspended').map(({ command }) => command)).toEqual(
    cases.map(() => ({ type: 'Resume', data: { on: 'suspended' } })),
  );
  expect(became('active', 'approved')).toEqual([]);
});

it('ends a case that opened after its talent had left', () => {
  const commands = react({
    type: 'TalentCaseOutlived',
    data: { caseId: 'late', standing: 'withdrawn' },
  });
  expect(commands).toMatchObject([{ id: 'late', command: { type: 'CloseCase' } }]);
});
