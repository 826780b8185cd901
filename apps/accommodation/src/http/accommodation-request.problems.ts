import type { RefusalProblems } from '@talentloop/http';
import { translated } from '@talentloop/locale';
import type { RequestRejection } from '../domain/accommodation-request/commands';

/** What a caller is answered for each refusal about a request. */
export const requestProblems: RefusalProblems<RequestRejection> = {
  'not-requested': {
    status: 404,
    title: translated('There is no such request', '沒有此申請', '没有此申请'),
  },
  'already-requested': {
    title: translated('The request was made already', '申請已提出', '申请已提出'),
  },
  'dates-out-of-order': {
    status: 400,
    title: translated('The dates are out of order', '日期先後有誤', '日期先后有误'),
  },
  'stay-too-long': {
    status: 400,
    title: translated('The stay is too long', '住期太長', '住期太长'),
  },
  'talent-has-left': { title: translated('The talent has left', '人才已離開', '人才已离开') },
  'not-a-draft': {
    title: translated('The request is no longer a draft', '申請已非草稿', '申请已非草稿'),
  },
  'not-submitted': {
    title: translated('The request has not been submitted', '申請尚未提交', '申请尚未提交'),
  },
  'not-under-assessment': {
    title: translated('The request is not being assessed', '申請並非審核中', '申请并非审核中'),
  },
  'information-already-requested': {
    title: translated(
      'Other information was requested already',
      '已要求其他資料',
      '已要求其他资料',
    ),
  },
  'no-information-requested': {
    title: translated('No information was requested', '沒有要求資料', '没有要求资料'),
  },
  'already-decided': {
    title: translated('The request has already been decided', '申請已有決定', '申请已有决定'),
  },
  'not-assessed': {
    title: translated('The request has not been assessed', '申請尚未審核', '申请尚未审核'),
  },
  'not-ready-for-offer': {
    title: translated('No offer can be made now', '現時不能提供單位', '现时不能提供单元'),
  },
  'already-offered': {
    title: translated(
      'Another offer is waiting for an answer',
      '另一單位尚待回覆',
      '另一单元尚待回复',
    ),
  },
  'not-offered': {
    title: translated('No offer is waiting for an answer', '沒有待回覆的單位', '没有待回复的单元'),
  },
  'offer-expired': { title: translated('The offer has expired', '回覆期限已過', '回复期限已过') },
  'offer-declined': { title: translated('The offer was declined', '單位已被婉拒', '单元已被婉拒') },
  'not-booked': { title: translated('There is no booking', '沒有預訂', '没有预订') },
  'already-checked-in': {
    title: translated(
      'The guest has checked in at another time',
      '住客已於另一時間入住',
      '住客已于另一时间入住',
    ),
  },
  'not-checked-in': {
    title: translated('The guest has not checked in', '住客尚未入住', '住客尚未入住'),
  },
  'already-checked-out': {
    title: translated(
      'The guest has checked out at another time',
      '住客已於另一時間遷出',
      '住客已于另一时间迁出',
    ),
  },
  'in-the-future': { title: translated('The time is in the future', '時間尚未到', '时间尚未到') },
  'outside-the-stay': {
    title: translated('The date is outside the stay', '不在住期之內', '不在住期之内'),
  },
  'stay-not-begun': { title: translated('The stay has not begun', '住期尚未開始', '住期尚未开始') },
  'no-stay': { title: translated('There is no stay', '沒有住期', '没有住期') },
  'not-later': {
    title: translated('The new date does not extend the stay', '住期並未延長', '住期并未延长'),
  },
  'not-earlier': {
    title: translated('The new date does not shorten the stay', '住期並未縮短', '住期并未缩短'),
  },
  'nights-already-spent': {
    title: translated(
      'The guest has already spent these nights',
      '這些晚上已經入住',
      '这些晚上已经入住',
    ),
  },
  'stay-changed': { title: translated('The stay has changed', '住期已更改', '住期已更改') },
  'too-late-to-withdraw': {
    title: translated('It is too late to withdraw', '已不能撤回', '已不能撤回'),
  },
};
