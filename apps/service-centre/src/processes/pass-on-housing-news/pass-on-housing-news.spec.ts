import { languages } from '@talentloop/locale';
import { reactionsOf, recorded } from '@talentloop/testing';
import { housingNews, type KnownTalentEventData } from '../../domain/known-talent/events';
import {
  NEW_CASE,
  offered,
  ONBOARDING_CASE,
  talentIdentity,
} from '../../domain/known-talent/exemplars';
import { passOnHousingNews } from './pass-on-housing-news';
import { fill, texts } from './texts';

const react = (over: Partial<KnownTalentEventData['HousingNewsHeard']> = {}) =>
  reactionsOf(
    passOnHousingNews,
    recorded(`knownTalent-${talentIdentity.talentId}`, {
      ...offered,
      data: { ...offered.data, ...over },
    }),
  );

it('tells the talent in their language, in the time of the park', () => {
  expect(react()).toMatchObject([
    {
      category: 'case',
      id: ONBOARDING_CASE,
      command: {
        type: 'SendMessage',
        data: {
          language: 'zh-Hant',
          text: '我們已為您預留住處，請於 2026-03-04 10:00 前接受或婉拒。',
          template: 'accommodation-offered@1',
        },
      },
    },
  ]);
});

it('gives the caseworker a task when the offer lapses', () => {
  expect(react({ news: 'offer-expired' }).map(({ command }) => command.type)).toEqual([
    'SendMessage',
    'AddTask',
  ]);
});

it('opens an accommodation case where there is none to tell it on, or that refused it', () => {
  const onNew = [
    {
      category: 'caseRegister',
      id: 'LOOP-2026',
      command: {
        type: 'IssueCaseNumber',
        data: {
          caseId: NEW_CASE,
          opening: {
            type: 'accommodation',
            client: 'portal-1',
            firstMessage: { template: 'accommodation-offer-expired@1' },
            firstTask: {},
          },
        },
      },
    },
  ];
  const news = { news: 'offer-expired' } as const;
  expect(react({ ...news, target: { caseId: NEW_CASE, isNew: true } })).toMatchObject(onNew);
  for (const command of react(news))
    expect(command.otherwise?.({ rejected: 'already-closed' })).toMatchObject(onNew);
});

it('has a text for all news in every language, with all its values', () => {
  const values = { expiresAt: '2026-03-04 10:00', from: '2026-03-05', to: '2026-04-05' };
  for (const news of housingNews)
    for (const language of languages) {
      const text = fill(texts[news][language], values);
      expect(text).not.toMatch(/[{}]/);
      expect(text.length).toBeGreaterThan(5);
    }
});
