import { AT, tally, type TallyCommand, WORKER } from '@talentloop/testing';
import { foresee, StaleRevision } from '.';

const close: TallyCommand = { type: 'CloseTally', data: {} };
const loaded = <S>(state: S) => ({
  stream: 'tally-1',
  id: '1',
  state,
  revision: 3,
  createdAt: AT,
  updatedAt: AT,
  correlationId: 'a journey',
  position: 12,
});
const context = { at: AT, actor: WORKER };

it('foresees the refusal of a command', () => {
  expect(foresee(tally, loaded('none' as const), close, context)).toEqual({ rejected: 'not-open' });
});

it('foresees nothing to answer of a command that would be recorded', () => {
  expect(foresee(tally, loaded('open' as const), close, context)).toBeUndefined();
});

it('answers what stands when the command would change nothing', () => {
  const { stream, id, revision, position, correlationId } = loaded('closed');
  const unchanged = { stream, id, revision, position, correlationId, changed: false, events: [] };
  expect(foresee(tally, loaded('closed' as const), close, context)).toEqual(unchanged);
});

it('throws for a revision that is not the one of the aggregate', () => {
  const stale = () => foresee(tally, loaded('open' as const), close, { ...context, ifRevision: 2 });
  expect(stale).toThrow(new StaleRevision(3));
});

it('judges at the moment of the last event when the clock stands before it', () => {
  const moments: string[] = [];
  const timed: typeof tally = {
    ...tally,
    decide: (command, state, { at, actor }) => {
      moments.push(at);
      return tally.decide(command, state, { at, actor });
    },
  };
  const later = '2027-01-01T00:00:00.000Z';
  foresee(timed, loaded('open' as const), close, { ...context, at: '2020-01-01T00:00:00.000Z' });
  foresee(timed, loaded('open' as const), close, { ...context, at: later });
  expect(moments).toEqual([AT, later]);
});
