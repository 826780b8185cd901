import { type Language, t, type Titles } from '../../domain/titles';

const titles: Readonly<Record<string, Titles>> = {
  escalated: t('Escalated', '已升級處理', '已升级处理'),
  'priority-urgent': t('Urgent', '緊急', '紧急'),
  'priority-high': t('High priority', '優先', '优先'),
  'priority-normal': t('Normal priority', '一般', '一般'),
  'priority-low': t('Low priority', '不急', '不急'),
  'talent-awaits-answer': t('The talent awaits an answer', '人才正等候回覆', '人才正等候回复'),
  waiting: t(
    'Waiting, so behind what can be done now',
    '等候中，排在可處理的個案之後',
    '等候中，排在可处理的个案之后',
  ),
  'open-since': t('The older first', '先開立者優先', '先开立者优先'),
};

/** The reasons for a place on the worklist, in the caller's language; the age decides last. */
export const becauseIn = (language: Language, codes: readonly string[]) =>
  [...codes, 'open-since'].map((code) => ({ code, title: titles[code]?.[language] ?? code }));
