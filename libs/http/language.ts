import type { Language } from '@talentloop/locale';

const HEADER_LENGTH_MAX = 200;

const known = (tag: string): Language | undefined => {
  const lower = tag.toLowerCase();
  if (lower === '*' || lower === 'en' || lower.startsWith('en-')) return 'en';
  if (/^zh-(hant|hk|tw|mo)\b/.test(lower)) return 'zh-Hant';
  if (lower === 'zh' || lower.startsWith('zh-')) return 'zh-Hans';
  return undefined;
};

/** The best of our languages for an Accept-Language header (RFC 9110); English when none is. */
export const languageOf = (header: string | undefined): Language => {
  if (header === undefined || header.length > HEADER_LENGTH_MAX) return 'en';
  let best: Language = 'en';
  let bestWeight = 0;
  for (const part of header.split(',')) {
    const [tag = '', ...parameters] = part.trim().split(';');
    const language = known(tag.trim());
    const q = parameters.map((text) => /^\s*q=([\d.]+)\s*$/i.exec(text)?.[1]).find(Boolean);
    const weight = q === undefined ? 1 : Number(q);
    if (language && weight > bestWeight) [best, bestWeight] = [language, weight];
  }
  return best;
};
