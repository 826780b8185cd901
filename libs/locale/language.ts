/**
 * The languages of the product (BCP 47). The two Chinese scripts are never converted into each
 * other.
 */
export const languages = ['en', 'zh-Hant', 'zh-Hans'] as const;
export type Language = (typeof languages)[number];

/** One text in every language of the product. */
export type Translated = Readonly<Record<Language, string>>;

/** A text in English, traditional and simplified Chinese, in this order. */
export const translated = (en: string, traditional: string, simplified: string): Translated => ({
  en,
  'zh-Hant': traditional,
  'zh-Hans': simplified,
});
