import type { PolicyRecord } from '@talentloop/event-sourcing';

/** Version 1: a case whose talent has left is cancelled by rule, not by a person's judgement. */
export const talentGone = (standing: string): PolicyRecord => ({
  name: 'talent-gone',
  version: '1',
  inputs: { standing },
  fired: [`talent-${standing}`],
  outcome: 'cancel',
});
