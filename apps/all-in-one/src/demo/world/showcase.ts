import { instantOf, onDay } from '../story';
import type { CaseFacts, HomeFacts, PersonFacts } from './facts';

/** The journey to look at first: a family of four, from the first form to a closed case. */
export const showcase: PersonFacts = {
  key: 'yang-benjing',
  name: { full: 'Yang Benjing', native: '样本静' },
  birthDate: '1988-02-29',
  nationality: 'CN',
  origin: 'mainland',
  language: 'zh-Hans',
  centre: 'loop-onsite',
  scheme: 'TTPS-B',
  sponsor: 'Dragonfly Robotics',
  household: [
    ['spouse', '示范航', '1987-06-21'],
    ['child', '示范朵', '2015-10-04'],
    ['child', '示范米', '2023-01-17'],
  ],
  needs: ['accommodation', 'schooling', 'childcare', 'banking'],
  wish: ['talent-residence', 44, 409, 4],
  documents: [
    ['mainland-id', '990101198802290140'],
    ['eep', 'C10000014'],
    [
      'passport',
      'EX1000014',
      { override: '柜台核对护照原件：机读区校验位磨损，误读为 2，实为 5。' },
      '2',
    ],
  ],
  life: {
    registered: 0,
    submitted: 4,
    screened: 4,
    asked: [7, ['work-experience', 'marriage-certificate'], '请补交五年工作证明和结婚证公证件。'],
    answered: [18, '工作证明两份、结婚证公证件一份已上传。'],
    verified: 18,
    approved: 21,
    activated: 25,
  },
};

/** Her onboarding case, with pauses, decisions and reasons. */
export const showcaseCase: CaseFacts = {
  of: showcase.key,
  centre: 'loop-onsite',
  type: 'onboarding',
  work: [
    [0, '14:30', 'claim'],
    [4, '10:30', 'start'],
    [
      4,
      '14:30',
      'notes',
      { text: 'Family of four, moving together. Speaks Mandarin, some English.' },
    ],
    [4, '14:30', 'tasks', { title: 'Book the welcome talk', due: onDay(28) }],
    [
      7,
      '14:30',
      'wait',
      { on: 'talent', reason: 'Proof of work and of the marriage were asked for.' },
    ],
    [
      11,
      '10:30',
      'messages',
      { text: '公证处说要到周五才能取件，可以晚两天交吗？', language: 'zh-Hans' },
      'talent',
    ],
    [11, '14:30', 'messages', { text: '可以，收到后我们继续办理。', language: 'zh-Hans' }],
    [18, '14:30', 'resume'],
    [28, '10:30', 'tasks/{task:yang-benjing/onboarding/1}/complete'],
    [
      32,
      '10:30',
      'escalate',
      { reason: 'Term starts in two weeks and there is no school place yet.' },
    ],
    [32, '14:30', 'wait', { on: 'third-party', reason: '教育局回复前，学位无法确认。' }],
    [
      37,
      '14:30',
      'notes',
      { text: 'Rang her about the offer that lapsed: she was travelling, and still wants a flat.' },
    ],
    [39, '10:30', 'resume'],
    [39, '14:30', 'notes', { text: 'School place confirmed by telephone, letter to follow.' }],
    [46, '14:30', 'tasks/{task:yang-benjing/onboarding/open}/complete'],
    [
      53,
      '14:30',
      'messages',
      { text: '入住手续已办妥，还有什么需要我们协助的吗？', language: 'zh-Hans' },
    ],
    [56, '10:30', 'messages', { text: '没有了，非常感谢！', language: 'zh-Hans' }, 'talent'],
    [
      60,
      '14:30',
      'resolve',
      { result: 'completed', explanation: 'Housed, school place found, bank account opened.' },
    ],
    [63, '10:30', 'feedback', { score: 5, comment: '很顺利，谢谢。' }, 'talent'],
    [67, '14:30', 'close'],
  ],
};

/**
 * Her home: the waiting list, an offer that expired while she travelled, and an offer that she
 * accepted.
 */
export const showcaseHome: HomeFacts = {
  of: showcase.key,
  work: [
    [25, '10:30', 'start-assessment'],
    [25, '14:30', 'assess', { eligible: true, reason: 'Approved talent with a family of four.' }],
    [25, '14:30', 'waitlist', { reason: 'No flat for four is free from that day.' }],
    [35, '10:30', 'offer', { unitId: '{unit:Reed House 3B}', expiresInHours: 48 }],
    [42, '10:30', 'offer', { unitId: '{unit:Reed House 4A}', expiresInHours: 72 }],
    [42, '14:30', 'accept'],
    [53, '14:30', 'check-in', { at: instantOf(53, '13:30') }],
  ],
};
