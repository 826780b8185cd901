import type { RefusalProblems } from '@talentloop/http';
import { translated } from '@talentloop/locale';
import type { UnitRejection } from '../domain/unit/commands';

/** What a caller is answered for each refusal about a unit. */
export const unitProblems: RefusalProblems<UnitRejection> = {
  'unit-not-registered': {
    status: 404,
    title: translated('There is no such unit', '沒有此單位', '没有此单元'),
  },
  'unit-already-registered': {
    title: translated('The unit is registered already', '單位已登記', '单元已登记'),
  },
  'unit-of-another-kind': {
    title: translated('The unit is of another kind', '單位屬另一類別', '单元属于另一类别'),
  },
  'unit-too-small': { title: translated('The unit is too small', '單位太小', '单元太小') },
  'unit-taken': { title: translated('The unit is taken', '單位已被佔用', '单元已被占用') },
  'unit-out-of-service': {
    title: translated('The unit is out of service', '單位暫停使用', '单元暂停使用'),
  },
  'unit-dates-out-of-order': {
    title: translated('The dates are out of order', '日期先後有誤', '日期先后有误'),
  },
  'hold-expired': { title: translated('The hold has expired', '保留期已過', '保留期已过') },
  'hold-released': { title: translated('The hold was released', '保留已解除', '保留已解除') },
  'not-held': { title: translated('There is no such hold', '沒有保留', '没有保留') },
  'booking-not-found': {
    title: translated('There is no such booking', '沒有此預訂', '没有此预订'),
  },
  'booking-changed': {
    title: translated('The booking has changed', '預訂已更改', '预订已更改'),
  },
};
