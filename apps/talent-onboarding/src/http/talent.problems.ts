import type { RefusalProblem, RefusalProblems } from '@talentloop/http';
import { translated } from '@talentloop/locale';
import type { TalentRejection } from '../domain/talent/commands';

type Titles = Parameters<typeof translated>;

/** The record stands in the way: 409. */
const conflict = (...titles: Titles): RefusalProblem => ({ title: translated(...titles) });
/** What was sent can never be so: 400. */
const invalid = (...titles: Titles): RefusalProblem => ({
  status: 400,
  title: translated(...titles),
});
const absent = (...titles: Titles): RefusalProblem => ({
  status: 404,
  title: translated(...titles),
});

/** What a caller is answered for each refusal about a talent. */
export const talentProblems: RefusalProblems<TalentRejection> = {
  'talent-not-found': absent('There is no such person', '沒有此人', '没有此人'),
  'reference-already-registered': conflict(
    'The reference belongs to another registration',
    '此參考編號已用於另一登記',
    '此参考编号已用于另一登记',
  ),
  'birth-date-in-future': invalid(
    'A birth date is in the future',
    '出生日期在將來',
    '出生日期在将来',
  ),
  'accommodation-details-missing': invalid(
    'Accommodation is needed, but not described',
    '需要住宿但未有說明',
    '需要住宿但未有说明',
  ),
  'accommodation-dates-reversed': invalid(
    'The stay ends before it begins',
    '離開日期早於入住日期',
    '离开日期早于入住日期',
  ),
  'not-a-draft': conflict('The application is no longer a draft', '已不是草稿', '已不是草稿'),
  'still-a-draft': conflict(
    'A draft can be changed directly; it needs no correction',
    '草稿可直接更改，毋須更正',
    '草稿可直接更改，无须更正',
  ),
  'application-ended': conflict('The application has ended', '申請已結束', '申请已结束'),
  'limit-reached': conflict(
    'The record has reached its limit of these entries',
    '記錄數目已達上限',
    '记录数目已达上限',
  ),
  'nothing-to-correct': conflict(
    'The record already has these values',
    '記錄已是如此',
    '记录已是如此',
  ),
  'effective-at-in-future': invalid(
    'The effective time must not be in the future',
    '生效時間不可在將來',
    '生效时间不可在将来',
  ),
  'correction-not-found': absent('There is no such correction', '沒有此更正', '没有此更正'),
  'correction-decided': conflict(
    'The correction was decided differently',
    '此更正已有另一決定',
    '此更正已有另一决定',
  ),
  'document-not-found': absent('There is no such document', '沒有此文件', '没有此文件'),
  'document-expired': conflict('The document has expired', '證件已過期', '证件已过期'),
  'document-check-failed': conflict(
    'The check of the number failed and was not overridden',
    '號碼核對不符，且未獲豁免',
    '号码核对不符，且未获豁免',
  ),
  'document-check-passed': conflict(
    'The check of the number passed; there is nothing to override',
    '號碼核對無誤，毋須豁免',
    '号码核对无误，无须豁免',
  ),
  'document-rejected': conflict('The document was rejected', '文件已被拒絕', '文件已被拒绝'),
  'consent-text-unknown': conflict(
    'There is no such consent text',
    '沒有此同意書文本',
    '没有此同意书文本',
  ),
  'consent-not-found': absent('There is no such consent', '沒有此同意', '没有此同意'),
  'document-required': conflict(
    'A document that was not rejected is required',
    '須有至少一份未被拒絕的文件',
    '须有至少一份未被拒绝的文件',
  ),
  'consent-required': conflict(
    'A consent in force is required',
    '須有至少一項有效的同意',
    '须有至少一项有效的同意',
  ),
  'not-submitted': conflict(
    'The application is not waiting for screening',
    '並非等待審查',
    '并非等待审查',
  ),
  'not-in-screening': conflict(
    'The application is not in screening',
    '並非正在審查',
    '并非正在审查',
  ),
  'information-already-requested': conflict(
    'Other information was requested already',
    '已要求提供其他資料',
    '已要求提供其他资料',
  ),
  'information-not-requested': conflict(
    'No information is requested',
    '並未要求提供資料',
    '并未要求提供资料',
  ),
  'documents-not-verified': conflict(
    'Some documents are neither verified nor overridden',
    '部分文件尚未核實或豁免',
    '部分文件尚未核实或豁免',
  ),
  'not-verified': conflict('The application has not been verified', '尚未核實', '尚未核实'),
  'four-eyes': conflict(
    'Another person must decide this',
    '須由另一人作出決定',
    '须由另一人作出决定',
  ),
  'already-decided': conflict('The application was decided already', '已有決定', '已有决定'),
  'not-approved': conflict('The application has not been approved', '尚未批准', '尚未批准'),
  'not-active': conflict('The person is not active', '此人並非在園', '此人并非在园'),
  'not-suspended': conflict('The person is not suspended', '此人並未暫停', '此人并未暂停'),
  'already-departed': conflict(
    'The departure was recorded on another day',
    '已記錄另一離開日期',
    '已记录另一离开日期',
  ),
  'not-due': conflict('The draft is not due to expire yet', '尚未到期', '尚未到期'),
};
