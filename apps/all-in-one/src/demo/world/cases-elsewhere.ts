import { onDay } from '../story';
import type { CaseFacts } from './facts';

const online = (of: string, type: string, work: CaseFacts['work']): CaseFacts => ({
  of,
  type,
  work,
  centre: 'online',
});
const inShenzhen = (of: string, type: string, work: CaseFacts['work']): CaseFacts => ({
  of,
  type,
  work,
  centre: 'shenzhen-onsite',
});

/** Work on such cases at the online centre and in Shenzhen. */
export const casesElsewhere: readonly CaseFacts[] = [
  online('udaharan', 'onboarding', [
    [18, '10:30', 'claim'],
    [18, '14:30', 'start'],
    [21, '14:30', 'wait', { on: 'talent', reason: 'The employment contract lacks a signature.' }],
    [28, '10:30', 'resume'],
    [
      53,
      '14:30',
      'resolve',
      { result: 'completed', explanation: 'Moved in, account open, card issued.' },
    ],
    [
      56,
      '10:30',
      'feedback',
      { score: 4, comment: 'Quick answers. The contract took a while.' },
      'talent',
    ],
  ]),
  online('udaharan', 'transport', [
    [39, '10:30', 'claim'],
    [39, '14:30', 'start'],
    [46, '14:30', 'resolve', { result: 'pass-issued', explanation: 'Shuttle pass by post.' }],
    [53, '14:30', 'close'],
  ]),
  online('chak-si-ho', 'onboarding', [
    [25, '10:30', 'claim'],
    [25, '14:30', 'start'],
    [39, '14:30', 'resolve', { result: 'completed', explanation: '入職支援已完成。' }],
    [53, '14:30', 'close'],
  ]),
  online('chak-si-ho', 'transport', [
    [35, '10:30', 'claim'],
    [35, '14:30', 'start'],
    [39, '14:30', 'cancel', { reason: '改乘公司穿梭巴士，不再需要。' }],
  ]),
  online('exemplo', 'onboarding', [
    [105, '10:30', 'claim'],
    [105, '14:30', 'start'],
    [
      112,
      '14:30',
      'wait',
      { on: 'talent', reason: 'A readable copy of the degree was asked for.' },
    ],
  ]),
  online('mau-wing', 'onboarding', [[116, '10:30', 'claim']]),

  inShenzhen('ce-shimin', 'onboarding', [
    [14, '10:30', 'claim'],
    [14, '14:30', 'start'],
    [32, '14:30', 'resolve', { result: 'completed', explanation: '入园手续全部办结。' }],
    [39, '14:30', 'close'],
  ]),
  inShenzhen('ce-shimin', 'banking-tax', [
    [25, '10:30', 'claim'],
    [25, '14:30', 'start'],
    [98, '10:30', 'tasks', { title: '预约税务顾问', due: onDay(140) }],
  ]),
  // Opened in Shenzhen, but passes for the shuttle are issued in the park.
  inShenzhen('yang-benli', 'transport', [
    [39, '10:30', 'claim'],
    [39, '14:30', 'transfer', { centre: 'loop-onsite', reason: '穿梭巴士证由河套中心签发。' }],
    [42, '10:30', 'accept-transfer', {}, 'caseworker'],
    [42, '14:30', 'claim', {}, 'caseworker'],
    [46, '10:30', 'start', {}, 'caseworker'],
    [
      46,
      '14:30',
      'resolve',
      { result: 'pass-issued', explanation: 'Pass issued and sent to Shenzhen.' },
      'caseworker',
    ],
  ]),
  inShenzhen('yang-benli', 'onboarding', [
    [28, '10:30', 'claim'],
    [28, '14:30', 'start'],
    [53, '14:30', 'resolve', { result: 'completed', explanation: '已入住莲花公寓，事项办结。' }],
  ]),
  inShenzhen('xu-goujie', 'onboarding', [
    [42, '10:30', 'claim'],
    [42, '14:30', 'start'],
    [63, '14:30', 'notes', { text: '未按时入住，电话未接通，已留言。' }],
  ]),
  inShenzhen('shi-fanlei', 'schooling', [
    [109, '10:30', 'claim'],
    [109, '14:30', 'start'],
    [112, '14:30', 'wait', { on: 'third-party', reason: '等待区教育局确认学位。' }],
  ]),
  inShenzhen('mou-xiaoyu', 'onboarding', [[116, '10:30', 'claim']]),
];
