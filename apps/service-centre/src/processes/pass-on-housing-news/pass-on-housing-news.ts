import { derivedId, from, give, type Instant, process } from '@talentloop/event-sourcing';
import { findCurrentCaseType } from '../../domain/case-types';
import type { HousingNewsHeard } from '../../domain/known-talent/events';
import { knownTalent } from '../../domain/known-talent/known-talent';
import { localDay } from '../../domain/local-time';
import type { CaseCommandData } from '../../domain/service-case/commands';
import { serviceCase } from '../../domain/service-case/service-case';
import { numberACase } from '../number-a-case';
import { fill, lapseTask, texts, textsVersion } from './texts';

const UTC_PLUS_8_MS = 8 * 60 * 60 * 1_000;

/** `2026-03-04 18:30`, as clocks in the park show it. */
const shownLocally = (at: Instant): string => {
  const time = new Date(Date.parse(at) + UTC_PLUS_8_MS).toISOString().slice(11, 16);
  return `${localDay(at)} ${time}`;
};

type TemplatedMessage = CaseCommandData['SendMessage'] & { readonly template: string };

const messageOf = (id: string, data: HousingNewsHeard['data']): TemplatedMessage => {
  const { news, language, expiresAt, from, to } = data;
  const values = { from, to, expiresAt: expiresAt && shownLocally(expiresAt) };
  return {
    messageId: derivedId(id, 'message'),
    text: fill(texts[news][language], values),
    language,
    template: `accommodation-${news}@${textsVersion}`,
  };
};

/** Workers read English at every centre, so tasks are written in it. */
const taskOf = (
  id: string,
  { news }: HousingNewsHeard['data'],
): CaseCommandData['AddTask'] | undefined =>
  news === 'offer-expired' ? { taskId: derivedId(id, 'task'), title: lapseTask.en } : undefined;

/**
 * What becomes of a talent's housing is told on the case that the event names; if that case cannot
 * take it any more, on a new one, so that no news is lost.
 */
export const passOnHousingNews = process('pass-on-housing-news', [
  from(knownTalent, {
    HousingNewsHeard: ({ id, data, meta }) => {
      const message = messageOf(id, data);
      const task = taskOf(id, data);
      const { talentId, centre, client, language, target, newCaseId } = data;
      const onNewCase = () =>
        numberACase(newCaseId, meta.recordedAt, {
          centre,
          talentId,
          ...(client !== undefined && { client }),
          type: 'accommodation',
          channel: 'portal',
          priority: 'normal',
          subject: findCurrentCaseType('accommodation')?.titles[language] ?? 'accommodation',
          firstMessage: message,
          ...(task && { firstTask: task }),
        });
      if (target.isNew) return onNewCase();
      const { caseId } = target;
      const send = give(serviceCase, caseId, { type: 'SendMessage', data: message }, onNewCase);
      if (!task) return [send];
      return [send, give(serviceCase, caseId, { type: 'AddTask', data: task }, onNewCase)];
    },
  }),
]);
