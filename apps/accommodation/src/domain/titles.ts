/** The languages of the product; the two Chinese scripts are never converted into each other. */
export const languages = ['en', 'zh-Hant', 'zh-Hans'] as const;
export type Language = (typeof languages)[number];

/** One text in every language of the product. */
export type Titles = Readonly<Record<Language, string>>;

/** English, traditional and simplified Chinese, in this order. */
export const t = (en: string, hant: string, hans: string): Titles => ({
  en,
  'zh-Hant': hant,
  'zh-Hans': hans,
});
