import { caseTypesFor } from './needs';

it('become each a type of case once, but for accommodation', () => {
  expect(caseTypesFor(['accommodation', 'banking', 'schooling', 'banking'])).toEqual([
    'banking-tax',
    'schooling',
  ]);
});
