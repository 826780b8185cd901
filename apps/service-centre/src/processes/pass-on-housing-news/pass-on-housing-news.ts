import { derivedId, from, give, process } from '@talentloop/event-sourcing';
import { localClockTime } from '@talentloop/locale';
import type { KnownTalentEventData } from '../../domain/known-talent/events';
import { knownTalent } from '../../domain/known-talent/known-talent';
import type { CaseCommandData } from '../../domain/service-case/commands';
import { serviceCase } from '../../domain/service-case/service-case';
import { findCurrentCaseType } from '../../domain/values/case-types';
import { numberACase } from '../number-a-case';
import { fill, lapseTask, texts, textsVersion } from './texts';

type HousingNewsHeard = KnownTalentEventData['HousingNewsHeard'];
type TemplatedMessage = CaseCommandData['SendMessage'] & { readonly template: string };

const messageOf = (id: string, data: HousingNewsHeard): TemplatedMessage => {
  const { news, language, expiresAt, from: arrival, to } = data;
  const values = { from: arrival, to, expiresAt: expiresAt && localClockTime(expiresAt) };
  return {
    messageId: derivedId(id, 'message'),
    text: fill(texts[news][language], values),
    language,
    template: `accommodation-${news}@${textsVersion}`,
  };
};

/** Workers read English at every centre, so tasks are written in it. */
const taskOf = (id: string, { news }: HousingNewsHeard): CaseCommandData['AddTask'] | undefined =>
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
