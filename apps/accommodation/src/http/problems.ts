import type { RefusalProblems } from '@talentloop/http';
import { translated as t } from '@talentloop/locale';
import type { KnownTalentRejection } from '../domain/known-talent/commands';
import type { PropertyRejection } from '../domain/property/commands';
import type { UnitRejection } from '../domain/unit/commands';
import { requestProblems } from './request-problems';

const ofHousing: RefusalProblems<PropertyRejection | UnitRejection> = {
  'property-already-registered': {
    title: t('The property is registered already', '物業已登記', '物业已登记'),
  },
  'unit-not-registered': {
    status: 404,
    title: t('There is no such unit', '沒有此單位', '没有此单元'),
  },
  'unit-already-registered': {
    title: t('The unit is registered already', '單位已登記', '单元已登记'),
  },
  'unit-of-another-kind': {
    title: t('The unit is of another kind', '單位屬另一類別', '单元属于另一类别'),
  },
  'unit-too-small': { title: t('The unit is too small', '單位太小', '单元太小') },
  'unit-taken': { title: t('The unit is taken', '單位已被佔用', '单元已被占用') },
  'unit-out-of-service': {
    title: t('The unit is out of service', '單位暫停使用', '单元暂停使用'),
  },
  'unit-dates-out-of-order': {
    title: t('The dates are out of order', '日期先後有誤', '日期先后有误'),
  },
  'hold-expired': { title: t('The hold has expired', '保留期已過', '保留期已过') },
  'hold-released': { title: t('The hold was released', '保留已解除', '保留已解除') },
  'not-held': { title: t('There is no such hold', '沒有保留', '没有保留') },
  'booking-not-found': { title: t('There is no such booking', '沒有此預訂', '没有此预订') },
  'booking-changed': {
    title: t('The booking has changed', '預訂已更改', '预订已更改'),
  },
};

const ofTalents: RefusalProblems<KnownTalentRejection> = {
  'talent-not-known': {
    status: 404,
    title: t('There is no such talent', '沒有此人才', '没有此人才'),
  },
  'talent-left-already': { title: t('The talent has left', '人才已離開', '人才已离开') },
};

/** What HTTP answers to each refusal of this service; a code without a title does not compile. */
export const problems: RefusalProblems = { ...ofHousing, ...ofTalents, ...requestProblems };
