import { onDay } from '../story';
import type { CaseFacts } from './facts';

const atLoop = (of: string, type: string, work: CaseFacts['work']): CaseFacts => ({
  of,
  type,
  work,
  centre: 'loop-onsite',
});

const bank = 'The bank answers within ten working days.';

/** Work at the service centre in the park, on the cases that people's needs opened. */
export const casesAtTheLoop: readonly CaseFacts[] = [
  atLoop('yang-benjing', 'schooling', [
    [25, '10:30', 'claim'],
    [25, '14:30', 'start'],
    [
      28,
      '14:30',
      'wait',
      { on: 'third-party', reason: 'Two schools were asked for a place in Primary 5.' },
    ],
    [39, '10:30', 'resume'],
    [
      42,
      '14:30',
      'resolve',
      { result: 'place-found', explanation: 'Primary 5 at the second school, from the new term.' },
    ],
    [53, '14:30', 'close'],
  ]),
  atLoop('yang-benjing', 'childcare', [
    [25, '10:30', 'claim'],
    [25, '14:30', 'start'],
    [32, '14:30', 'notes', { text: 'The nursery in the park has one place left from next month.' }],
    [
      39,
      '14:30',
      'resolve',
      { result: 'place-found', explanation: 'Nursery in the park, mornings.' },
    ],
  ]),
  atLoop('yang-benjing', 'banking-tax', [
    [25, '10:30', 'assign', { assignee: 'caseworker' }],
    [25, '14:30', 'start'],
    [28, '14:30', 'wait', { on: 'third-party', reason: bank }],
    [42, '10:30', 'resume'],
    [
      46,
      '14:30',
      'resolve',
      { result: 'account-opened', explanation: 'Account opened, card handed over.' },
    ],
    [53, '14:30', 'close'],
  ]),
  atLoop('beispiel', 'onboarding', [
    [4, '10:30', 'claim'],
    [4, '14:30', 'start'],
    [21, '14:30', 'notes', { text: 'Came by on the day of her arrival; keys handed over.' }],
    [25, '14:30', 'resolve', { result: 'completed', explanation: 'Housed and settled in.' }],
    [32, '14:30', 'close'],
  ]),
  atLoop('beispiel', 'banking-tax', [
    [11, '10:30', 'claim'],
    [11, '14:30', 'start'],
    [14, '14:30', 'wait', { on: 'third-party', reason: bank }],
    [28, '10:30', 'resume'],
    [
      32,
      '14:30',
      'resolve',
      { result: 'account-opened', explanation: 'Opened at the branch in Sheung Shui.' },
    ],
  ]),
  atLoop('voorbeeld', 'schooling', [
    [18, '10:30', 'claim'],
    [18, '14:30', 'start'],
    [
      21,
      '14:30',
      'wait',
      { on: 'third-party', reason: 'An international school was asked for a place.' },
    ],
    [35, '10:30', 'resume'],
    [
      39,
      '14:30',
      'resolve',
      { result: 'wait-listed', explanation: 'Third on the list for the next term.' },
    ],
    [88, '10:30', 'reopen', { reason: 'The school offers a place now.' }],
    [88, '14:30', 'resolve', { result: 'place-found', explanation: 'Starts after the holidays.' }],
  ]),
  atLoop('voorbeeld', 'childcare', [
    [21, '10:30', 'claim'],
    [21, '14:30', 'start'],
    [
      98,
      '14:30',
      'wait',
      { on: 'third-party', reason: 'The nursery decides at the end of the month.' },
    ],
  ]),
  atLoop('voorbeeld', 'onboarding', [
    [11, '10:30', 'claim'],
    [11, '14:30', 'start'],
    [
      32,
      '14:30',
      'tasks',
      { title: 'Ask how the children find school and nursery', due: onDay(150) },
    ],
    [53, '14:30', 'messages', { text: 'How is your family settling in?', language: 'en' }],
    [
      56,
      '10:30',
      'messages',
      { text: 'Very well. Is there a swimming class nearby?', language: 'en' },
      'talent',
    ],
  ]),
  atLoop('esempio', 'onboarding', [
    [14, '10:30', 'claim'],
    [14, '14:30', 'start'],
    [28, '14:30', 'notes', { text: 'Wants advice on tax in two places; booked with the adviser.' }],
  ]),
  atLoop('specimen', 'onboarding', [
    [11, '10:30', 'claim'],
    [11, '14:30', 'start'],
    [
      32,
      '14:30',
      'resolve',
      { result: 'completed', explanation: 'Fourteen days of laboratory exchange.' },
    ],
  ]),
  atLoop('mfano', 'schooling', [[112, '10:30', 'assign', { assignee: 'caseworker' }]]),
  atLoop('lai-tsz-yan', 'childcare', [
    [21, '10:30', 'claim'],
    [21, '14:30', 'start'],
    [21, '14:30', 'tasks', { title: '查詢園區託兒所名額', due: onDay(130) }],
    [60, '10:30', 'messages', { text: '請問託兒所有消息嗎？', language: 'zh-Hant' }, 'talent'],
    [60, '14:30', 'messages', { text: '仍在輪候，一有消息立即通知您。', language: 'zh-Hant' }],
  ]),
  atLoop('hui-kau-yu', 'onboarding', [
    [32, '10:30', 'claim'],
    [32, '14:30', 'start'],
    [46, '14:30', 'resolve', { result: 'completed', explanation: 'Nothing open any more.' }],
  ]),
  atLoop('xu-gouna', 'onboarding', [
    [18, '10:30', 'claim'],
    [18, '14:30', 'start'],
    [
      95,
      '14:30',
      'resolve',
      { result: 'completed', explanation: 'Back from secondment; all in order.' },
    ],
  ]),
  atLoop('halimbawa', 'onboarding', [
    [53, '10:30', 'claim'],
    [53, '14:30', 'start'],
  ]),
  atLoop('contoh', 'onboarding', [
    [109, '10:30', 'claim'],
    [109, '10:30', 'release'],
  ]),
];
