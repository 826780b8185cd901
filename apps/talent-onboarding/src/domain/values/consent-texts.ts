import type { Language } from '@talentloop/locale';

/** A text that people agree to. Never edit one: its hash is in their consents; add a version. */
interface ConsentText {
  readonly purpose: string;
  readonly version: string;
  readonly language: Language;
  readonly text: string;
  /** SHA-256 of the text in UTF-8, lower-case hex. */
  readonly hash: string;
}

export const consentTexts: readonly ConsentText[] = [
  {
    purpose: 'onboarding',
    version: '1',
    language: 'en',
    text:
      'I agree that my particulars, identity documents and household details are used to handle ' +
      'my arrival in the park, and are passed to the recipient named, in the jurisdiction named, ' +
      'for that purpose only. I may withdraw this consent at any time.',
    hash: 'a69a40d5ae72b9d29d7338d902ffa95d99c79a4f5fa4f4a4c9b676b8f1cc7200',
  },
  {
    purpose: 'onboarding',
    version: '1',
    language: 'zh-Hant',
    text:
      '本人同意將個人資料、身份證明文件及家庭成員資料用於辦理本人入駐園區的手續，並僅為此目的，' +
      '在所列司法管轄區內轉交所列接收方。本人可隨時撤回此項同意。',
    hash: '65160f61c5906b03e9100084b00b90d17810c33a204b30e882ca8ea532faa888',
  },
  {
    purpose: 'onboarding',
    version: '1',
    language: 'zh-Hans',
    text:
      '本人同意将个人信息、身份证件及家庭成员信息用于办理本人入驻园区的手续，并仅为此目的，' +
      '在所列司法管辖区内转交所列接收方。本人可随时撤回此项同意。',
    hash: 'df2b74ae3b56f4a41a4104d5a0ae8a41214c5ac5a94d06fa27c1c8be1e83439a',
  },
];

export const findConsentText = (
  purpose: string,
  version: string,
  language: Language,
): ConsentText | undefined =>
  consentTexts.find(
    (text) => text.purpose === purpose && text.version === version && text.language === language,
  );
