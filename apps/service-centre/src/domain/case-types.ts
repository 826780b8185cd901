import { t, type Titles } from './titles';

/** What a case may come to, as its type allows. */
export interface CaseResult {
  readonly code: string;
  readonly titles: Titles;
}

/** A kind of case. A case pins the version it was opened under and is judged by that one. */
export interface CaseType {
  readonly code: string;
  readonly version: number;
  /** The day from which this version applies. */
  readonly since: string;
  readonly titles: Titles;
  readonly results: readonly CaseResult[];
}

const completed: CaseResult = { code: 'completed', titles: t('Completed', '已完成', '已完成') };
const notNeeded: CaseResult = {
  code: 'no-longer-needed',
  titles: t('No longer needed', '不再需要', '不再需要'),
};
const referred: CaseResult = {
  code: 'referred',
  titles: t('Referred elsewhere', '已轉介', '已转介'),
};
const refused: CaseResult = {
  code: 'not-eligible',
  titles: t('Not eligible', '不符合資格', '不符合资格'),
};

const result = (code: string, titles: Titles): CaseResult => ({ code, titles });
const type = (code: string, titles: Titles, ...results: readonly CaseResult[]): CaseType => ({
  code,
  version: 1,
  since: '2026-01-01',
  titles,
  results: [completed, ...results, notNeeded],
});

/** Every version of every type; a change is a new entry with the next version. */
export const caseTypes: readonly CaseType[] = [
  type('onboarding', t('Arrival and onboarding', '抵埗及入職支援', '抵达及入职支持'), refused),
  type(
    'accommodation',
    t('Accommodation', '住宿', '住宿'),
    result('housed', t('Housed', '已安排住宿', '已安排住宿')),
    result('own-arrangement', t('Own arrangement', '自行安排', '自行安排')),
    refused,
  ),
  type(
    'schooling',
    t('Schooling', '子女入學', '子女入学'),
    result('place-found', t('Place found', '已獲學位', '已获学位')),
    result('wait-listed', t('On a waiting list', '輪候中', '轮候中')),
    referred,
  ),
  type(
    'childcare',
    t('Childcare', '幼兒照顧', '幼儿照顾'),
    result('place-found', t('Place found', '已獲名額', '已获名额')),
    result('wait-listed', t('On a waiting list', '輪候中', '轮候中')),
    referred,
  ),
  type(
    'immigration',
    t('Immigration and permits', '出入境及證件', '出入境及证件'),
    result('permit-granted', t('Permit granted', '已獲批證件', '已获批证件')),
    result('permit-refused', t('Permit refused', '證件不獲批准', '证件不获批准')),
    referred,
  ),
  type(
    'banking-tax',
    t('Banking and tax', '銀行及稅務', '银行及税务'),
    result('account-opened', t('Account opened', '已開立戶口', '已开立账户')),
    referred,
  ),
  type(
    'transport',
    t('Transport', '交通', '交通'),
    result('pass-issued', t('Pass issued', '已發通行卡', '已发通行卡')),
    referred,
  ),
  type(
    'career',
    t('Career development', '事業發展', '职业发展'),
    result('placed', t('Placed', '已獲聘用', '已获聘用')),
    referred,
  ),
  type(
    'talent-exchange',
    t('Talent exchange', '人才交流', '人才交流'),
    result('placed', t('Place on a programme', '已獲計劃名額', '已获项目名额')),
    refused,
  ),
  type('community', t('Community and leisure', '社區及康樂', '社区及康乐'), referred),
  type(
    'complaint',
    t('Complaint', '投訴', '投诉'),
    result('upheld', t('Upheld', '投訴成立', '投诉成立')),
    result('not-upheld', t('Not upheld', '投訴不成立', '投诉不成立')),
    referred,
  ),
];

/** The version that a case opened today is pinned to. */
export const findCurrentCaseType = (code: string): CaseType | undefined =>
  caseTypes
    .filter((candidate) => candidate.code === code)
    .reduce<CaseType | undefined>(
      (newest, candidate) => (newest && newest.version > candidate.version ? newest : candidate),
      undefined,
    );

/** The type as it was at that version. */
export const findCaseType = (code: string, version: number): CaseType | undefined =>
  caseTypes.find((candidate) => candidate.code === code && candidate.version === version);
