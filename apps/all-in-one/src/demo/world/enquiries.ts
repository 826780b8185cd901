import { TODAY } from '../story';
import type { EnquiryFacts } from './facts';

/**
 * Cases that a caseworker opened, at the counter, by telephone or by mail. Each centre has some.
 */
export const enquiries: readonly EnquiryFacts[] = [
  {
    ...{ key: 'bicycles', centre: 'loop-onsite', channel: 'counter', type: 'community' },
    ...{ subject: 'Where can bicycles be parked?', priority: 'low' },
    opened: [32, '10:30'],
    work: [
      [32, '10:30', 'claim'],
      [32, '14:30', 'start'],
      [
        32,
        '14:30',
        'resolve',
        { result: 'completed', explanation: 'Behind Reed House, with a map.' },
      ],
      [39, '14:30', 'close'],
    ],
  },
  {
    ...{ key: 'noise', centre: 'loop-onsite', channel: 'phone', type: 'complaint' },
    ...{ about: 'lai-tsz-yan', priority: 'high', subject: '清晨施工噪音' },
    description: '連續三日早上七時前開始施工，影響幼兒作息。',
    opened: [63, '10:30'],
    work: [
      [63, '10:30', 'claim'],
      [63, '14:30', 'start'],
      [
        63,
        '14:30',
        'escalate',
        { reason: 'A family with a small child, three mornings in a row.' },
      ],
      [
        67,
        '14:30',
        'wait',
        { on: 'third-party', reason: 'The site manager was asked for the permit.' },
      ],
      [74, '10:30', 'resume'],
      [77, '14:30', 'resolve', { result: 'upheld', explanation: '施工時間已改為上午八時後。' }],
      [81, '10:30', 'feedback', { score: 4, comment: '處理得快。' }, 'talent'],
    ],
  },
  {
    ...{ key: 'noise-again', centre: 'loop-onsite', channel: 'e-mail', type: 'complaint' },
    ...{ about: 'lai-tsz-yan', subject: '施工噪音（重複來郵）' },
    opened: [67, '10:30'],
    work: [[67, '14:30', 'merge', { into: '{case:noise}' }]],
  },
  {
    ...{ key: 'swimming', centre: 'loop-onsite', channel: 'portal', type: 'community' },
    ...{ about: 'voorbeeld', subject: 'A swimming class for a boy of eight' },
    opened: [105, '10:30'],
    work: [
      [105, '10:30', 'claim'],
      [105, '14:30', 'start'],
      [109, '14:30', 'wait', { on: 'talent', reason: 'Which afternoon suits the family?' }],
    ],
  },
  {
    ...{ key: 'endorsement', centre: 'loop-onsite', channel: 'counter', type: 'immigration' },
    ...{ about: 'xu-goutao', priority: 'high', subject: '人才签注到期续签' },
    opened: [109, '10:30'],
    work: [
      [109, '10:30', 'claim'],
      [109, '14:30', 'start'],
      [112, '14:30', 'tasks', { title: 'Collect the form from the one-stop counter' }],
    ],
  },
  {
    ...{ key: 'fellowship', centre: 'online', channel: 'portal', type: 'talent-exchange' },
    ...{ about: 'udaharan', subject: 'Exchange with a laboratory in Guangzhou' },
    opened: [88, '10:30'],
    work: [
      [88, '10:30', 'claim'],
      [88, '14:30', 'start'],
      [98, '14:30', 'resolve', { result: 'placed', explanation: 'Six weeks from the spring.' }],
      [105, '14:30', 'close'],
    ],
  },
  {
    ...{ key: 'mentor', centre: 'online', channel: 'e-mail', type: 'career' },
    ...{ about: 'chak-si-ho', subject: '尋找創業導師', priority: 'low' },
    opened: [109, '10:30'],
    work: [
      [109, '10:30', 'claim'],
      [109, '14:30', 'start'],
    ],
  },
  // Both centres see it until Shenzhen accepts or declines.
  {
    ...{ key: 'return-permit', centre: 'online', channel: 'phone', type: 'immigration' },
    ...{ about: 'chak-si-ho', subject: '回鄉證換領查詢' },
    opened: [116, '10:30'],
    work: [
      [116, '10:30', 'claim'],
      [116, '14:30', 'transfer', { centre: 'shenzhen-onsite', reason: '須在深圳櫃位遞交。' }],
    ],
  },
  {
    ...{ key: 'shuttle', centre: 'shenzhen-onsite', channel: 'kiosk', type: 'transport' },
    ...{ about: 'yang-benli', subject: '末班穿梭巴士几点？', priority: 'low' },
    opened: [88, '10:30'],
    work: [
      [88, '10:30', 'claim'],
      [88, '14:30', 'start'],
      [88, '14:30', 'resolve', { result: 'completed', explanation: '平日 22:30，已发时刻表。' }],
    ],
  },
  {
    ...{ key: 'lost-card', centre: 'shenzhen-onsite', channel: 'counter', type: 'community' },
    ...{ subject: '门禁卡遗失' },
    opened: [95, '10:30'],
    work: [[95, '14:30', 'cancel', { reason: '卡已找回。' }]],
  },
  {
    ...{ key: 'language-class', centre: 'online', channel: 'portal', type: 'community' },
    ...{ subject: 'Is there a Cantonese class in the evening?' },
    opened: [TODAY, '09:00'],
    work: [],
  },
  {
    ...{ key: 'welcome', centre: 'loop-onsite', channel: 'counter', type: 'career' },
    ...{ subject: 'First day in the park: which services are there?', priority: 'normal' },
    opened: [TODAY, '09:00'],
    work: [],
  },
];
