import type { Translated } from '@talentloop/locale';

/** Where people are served; `code` is part of every case number and never changes. */
export interface Centre {
  readonly centre: string;
  readonly code: string;
  readonly version: number;
  readonly titles: Translated;
}

export const centres = [
  {
    centre: 'loop-onsite',
    code: 'LOOP',
    version: 1,
    titles: {
      en: 'Service Centre at the Loop',
      'zh-Hant': '河套園區服務中心',
      'zh-Hans': '河套园区服务中心',
    },
  },
  {
    centre: 'online',
    code: 'WEB',
    version: 1,
    titles: { en: 'Online Service Centre', 'zh-Hant': '網上服務中心', 'zh-Hans': '线上服务中心' },
  },
  {
    centre: 'shenzhen-onsite',
    code: 'SZ',
    version: 1,
    titles: {
      en: 'Service Centre in Shenzhen',
      'zh-Hant': '深圳服務中心',
      'zh-Hans': '深圳服务中心',
    },
  },
] as const satisfies readonly Centre[];

export const findCentre = (name: string): Centre | undefined =>
  centres.find(({ centre }) => centre === name);

export const findCentreByCode = (code: string): Centre | undefined =>
  centres.find((centre) => centre.code === code);
