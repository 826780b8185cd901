import { type Translated, translated } from '@talentloop/locale';

/** What a case may come to, as its type allows. */
interface CaseResult {
  readonly code: string;
  readonly titles: Translated;
}

/** A kind of case. A case pins the version it was opened under and is judged by that one. */
export interface CaseType {
  readonly code: string;
  readonly version: number;
  /** The day from which this version applies. */
  readonly since: string;
  readonly titles: Translated;
  readonly results: readonly CaseResult[];
}

const completed: CaseResult = {
  code: 'completed',
  titles: translated('Completed', '已完成', '已完成'),
};
const notNeeded: CaseResult = {
  code: 'no-longer-needed',
  titles: translated('No longer needed', '不再需要', '不再需要'),
};
const referred: CaseResult = {
  code: 'referred',
  titles: translated('Referred elsewhere', '已轉介', '已转介'),
};
const refused: CaseResult = {
  code: 'not-eligible',
  titles: translated('Not eligible', '不符合資格', '不符合资格'),
};

const result = (code: string, titles: Translated): CaseResult => ({ code, titles });
const type = (code: string, titles: Translated, ...results: readonly CaseResult[]): CaseType => ({
  code,
  version: 1,
  since: '2026-01-01',
  titles,
  results: [completed, ...results, notNeeded],
});

/** Every version of every type; a change is a new entry with the next version. */
export const caseTypes: readonly CaseType[] = [
  type(
    'onboarding',
    translated('Arrival and onboarding', '抵埗及入職支援', '抵达及入职支持'),
    refused,
  ),
  type(
    'accommodation',
    translated('Accommodation', '住宿', '住宿'),
    result('housed', translated('Housed', '已安排住宿', '已安排住宿')),
    result('own-arrangement', translated('Own arrangement', '自行安排', '自行安排')),
    refused,
  ),
  type(
    'schooling',
    translated('Schooling', '子女入學', '子女入学'),
    result('place-found', translated('Place found', '已獲學位', '已获学位')),
    result('wait-listed', translated('On a waiting list', '輪候中', '轮候中')),
    referred,
  ),
  type(
    'childcare',
    translated('Childcare', '幼兒照顧', '幼儿照顾'),
    result('place-found', translated('Place found', '已獲名額', '已获名额')),
    result('wait-listed', translated('On a waiting list', '輪候中', '轮候中')),
    referred,
  ),
  type(
    'immigration',
    translated('Immigration and permits', '出入境及證件', '出入境及证件'),
    result('permit-granted', translated('Permit granted', '已獲批證件', '已获批证件')),
    result('permit-refused', translated('Permit refused', '證件不獲批准', '证件不获批准')),
    referred,
  ),
  type(
    'banking-tax',
    translated('Banking and tax', '銀行及稅務', '银行及税务'),
    result('account-opened', translated('Account opened', '已開立戶口', '已开立账户')),
    referred,
  ),
  type(
    'transport',
    translated('Transport', '交通', '交通'),
    result('pass-issued', translated('Pass issued', '已發通行卡', '已发通行卡')),
    referred,
  ),
  type(
    'career',
    translated('Career development', '事業發展', '职业发展'),
    result('placed', translated('Placed', '已獲聘用', '已获聘用')),
    referred,
  ),
  type(
    'talent-exchange',
    translated('Talent exchange', '人才交流', '人才交流'),
    result('placed', translated('Place on a programme', '已獲計劃名額', '已获项目名额')),
    refused,
  ),
  type('community', translated('Community and leisure', '社區及康樂', '社区及康乐'), referred),
  type(
    'complaint',
    translated('Complaint', '投訴', '投诉'),
    result('upheld', translated('Upheld', '投訴成立', '投诉成立')),
    result('not-upheld', translated('Not upheld', '投訴不成立', '投诉不成立')),
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
