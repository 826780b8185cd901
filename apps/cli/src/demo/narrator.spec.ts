import { inkOf } from '../drawing/ink';
import { drawStep, drawTree } from './narrator';
import type { Step } from './stage';

const ink = inkOf(false);
const step: Step = {
  title: 'A portal registers somebody',
  exchange: {
    who: 'portal',
    method: 'POST',
    path: '/talents/4f2c9a10-0000-4000-8000-000000000000/x',
    body: { kind: 'hkid', number: 'A123456(4)' },
    status: 201,
    answer: {},
  },
  essence: 'warned, not refused',
  elsewhere: ['service centre: a case is open'],
};

it('tells a step: the request, who made it, the answer, and what followed elsewhere', () => {
  expect(drawStep(step, 2, { ink, width: 60 })).toEqual([
    '',
    ' 2  A portal registers somebody',
    '    POST /talents/4f2c9a10…/x as portal',
    '      { "kind": "hkid", "number": "A123456(4)" }',
    '    201 warned, not refused',
    '    ↳ service centre: a case is open',
  ]);
});

it('shows no more of a long body than fits three lines', () => {
  const body = { text: 'word '.repeat(100) };
  const lines = drawStep({ ...step, exchange: { ...step.exchange, body } }, 1, { ink, width: 40 });
  expect(lines.filter((line) => line.startsWith('      '))).toHaveLength(3);
  expect(lines.find((line) => line.endsWith('…'))).toBeDefined();
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(
    40 + ' as portal'.length,
  );
});

it('draws a journey as a tree of cause and effect', () => {
  const actor = { id: 'portal' };
  const leaf = (type: string) => ({ service: 's', type, actor, caused: [] });
  const tree = [{ ...leaf('TalentRegistered'), caused: [leaf('CaseOpened'), leaf('CaseClosed')] }];
  expect(drawTree(tree, ink)).toEqual([
    '└─ Talent registered  s, portal',
    '   ├─ Case opened  s, portal',
    '   └─ Case closed  s, portal',
  ]);
});
