import type { RefusalProblems } from '@talentloop/http';
import { translated } from '@talentloop/locale';
import type { CaseRejection } from '../domain/service-case/commands';

/** What a caller is answered for each refusal about a case. */
export const caseProblems: RefusalProblems<CaseRejection> = {
  'not-opened': {
    status: 404,
    title: translated('There is no such case', '沒有此個案', '没有此个案'),
  },
  'already-opened': { title: translated('The case is open already', '個案已開立', '个案已开立') },
  'unknown-centre': {
    status: 400,
    title: translated('There is no such centre', '沒有此服務中心', '没有此服务中心'),
  },
  'unknown-case-type': {
    status: 400,
    title: translated('There is no such type of case', '沒有此個案類別', '没有此个案类别'),
  },
  'not-your-centre': {
    title: translated(
      'Another centre is responsible for this case',
      '個案由另一中心處理',
      '个案由另一中心处理',
    ),
  },
  'assigned-to-another': {
    title: translated(
      'The case is assigned to another person',
      '個案由另一位同事負責',
      '个案由另一位同事负责',
    ),
  },
  'not-assigned': {
    title: translated('The case is not assigned', '個案未有負責人', '个案没有负责人'),
  },
  'not-in-progress': {
    title: translated('The case is not in progress', '個案並非處理中', '个案并非处理中'),
  },
  'is-waiting': { title: translated('The case is waiting', '個案正在等候', '个案正在等候') },
  'not-waiting': {
    title: translated('The case is not waiting', '個案並非等候中', '个案并非等候中'),
  },
  'waiting-on-something-else': {
    title: translated(
      'The case is waiting for something else',
      '個案正等候其他事項',
      '个案正等候其他事项',
    ),
  },
  'not-resolved': { title: translated('The case is not resolved', '個案尚未解決', '个案尚未解决') },
  'already-resolved': { title: translated('The case is resolved', '個案已解決', '个案已解决') },
  'already-closed': { title: translated('The case is closed', '個案已結束', '个案已结束') },
  'already-cancelled': { title: translated('The case is cancelled', '個案已取消', '个案已取消') },
  'already-merged': {
    title: translated(
      'The case was merged into another case',
      '個案已併入另一個案',
      '个案已并入另一个案',
    ),
  },
  'open-tasks': {
    title: translated('Tasks are still open', '尚有未完成的工作', '尚有未完成的工作'),
  },
  'result-not-of-this-type': {
    title: translated(
      'A case of this type has no such result',
      '此類個案沒有這個結果',
      '此类个案没有这个结果',
    ),
  },
  'unknown-task': {
    status: 404,
    title: translated('There is no such task', '沒有此工作', '没有此工作'),
  },
  'already-at-this-centre': {
    title: translated('The case is already at that centre', '個案已在該中心', '个案已在该中心'),
  },
  'transfer-already-requested': {
    title: translated(
      'Another transfer is waiting for an answer',
      '另一項轉移尚待回覆',
      '另一项转移尚待回复',
    ),
  },
  'no-transfer-requested': {
    title: translated(
      'No transfer is waiting for an answer',
      '沒有待回覆的轉移',
      '没有待回复的转移',
    ),
  },
  'not-the-receiving-centre': {
    title: translated(
      'Only the receiving centre may answer',
      '只有接收的中心可以回覆',
      '只有接收的中心可以回复',
    ),
  },
  'merge-into-itself': {
    title: translated(
      'A case cannot be merged into itself',
      '個案不可併入自身',
      '个案不可并入自身',
    ),
  },
  'merge-target-not-open': {
    title: translated('The other case is not open', '另一個案並非開放', '另一个案并非开放'),
  },
  'merge-target-of-another-talent': {
    title: translated(
      'The other case belongs to another talent',
      '另一個案屬於他人',
      '另一个案属于他人',
    ),
  },
  'not-merged': { title: translated('The case is not merged', '個案並未合併', '个案并未合并') },
  'feedback-already-given': {
    title: translated('Feedback was given already', '已提供意見', '已提供意见'),
  },
};
