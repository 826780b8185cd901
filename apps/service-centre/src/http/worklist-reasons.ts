import { type Language, type Translated, translated } from '@talentloop/locale';

const titles: Readonly<Record<string, Translated>> = {
  escalated: translated('Escalated', '已升級處理', '已升级处理'),
  'priority-urgent': translated('Urgent', '緊急', '紧急'),
  'priority-high': translated('High priority', '優先', '优先'),
  'priority-normal': translated('Normal priority', '一般', '一般'),
  'priority-low': translated('Low priority', '不急', '不急'),
  'talent-awaits-answer': translated(
    'The talent awaits an answer',
    '人才正等候回覆',
    '人才正等候回复',
  ),
  waiting: translated(
    'Waiting, so behind what can be done now',
    '等候中，排在可處理的個案之後',
    '等候中，排在可处理的个案之后',
  ),
  'open-since': translated('The older first', '先開立者優先', '先开立者优先'),
};

/** The reasons for a place on the worklist, in the caller's language; the age decides last. */
export const reasonsIn = (language: Language, codes: readonly string[]) =>
  [...codes, 'open-since'].map((code) => ({ code, title: titles[code]?.[language] ?? code }));
