import { languageOf } from './language';

it.each([
  [undefined, 'en'],
  ['', 'en'],
  ['en', 'en'],
  ['en-GB', 'en'],
  ['zh-Hant', 'zh-Hant'],
  ['zh-hant', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-TW', 'zh-Hant'],
  ['zh-Hant-HK', 'zh-Hant'],
  ['zh', 'zh-Hans'],
  ['zh-CN', 'zh-Hans'],
  ['zh-Hans', 'zh-Hans'],
  ['fr', 'en'],
  ['*', 'en'],
  ['fr, zh-Hant;q=0.5', 'zh-Hant'],
  ['en;q=0.4, zh-Hans;q=0.9', 'zh-Hans'],
  ['zh-Hant;q=0', 'en'],
  ['zh-Hant;Q=0.5, en;q=0.6', 'en'],
  ['zh-Hant;q=nonsense', 'zh-Hant'],
  ['zh-Hant,'.repeat(100), 'en'],
  [';;;,,,', 'en'],
])('%j is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
