import type { MatchReason, MissReason } from '../../domain/matching/reasons';
import type { HousingKind, Money, Side } from '../../domain/housing';
import { type Language, t, type Titles } from '../../domain/titles';

const kinds: Readonly<Record<HousingKind, Titles>> = {
  'talent-residence': t('a talent residence', '人才公寓', '人才公寓'),
  hotel: t('a hotel', '酒店', '酒店'),
  'serviced-apartment': t('a serviced apartment', '服務式住宅', '服务式公寓'),
};

const sideNames: Readonly<Record<Side, Titles>> = {
  'hong-kong': t('the Hong Kong side', '香港一側', '香港一侧'),
  shenzhen: t('the Shenzhen side', '深圳一側', '深圳一侧'),
};

const price = ({ amount, currency }: Money): string =>
  `${currency} ${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;

const matched = (why: MatchReason): Titles => {
  switch (why.reason) {
    case 'free':
      return t(
        `free for all ${why.nights} nights`,
        `全部 ${why.nights} 晚可住`,
        `全部 ${why.nights} 晚可住`,
      );
    case 'sleeps-party':
      return t(
        `sleeps ${why.sleeps}, ${why.guests} needed`,
        `可住 ${why.sleeps} 人，需要 ${why.guests} 人`,
        `可住 ${why.sleeps} 人，需要 ${why.guests} 人`,
      );
    case 'spare-beds':
      return t(
        `${why.beds} more beds than needed`,
        `多出 ${why.beds} 個床位`,
        `多出 ${why.beds} 个床位`,
      );
    case 'within-budget': {
      const [rate, budget] = [price(why.rate), price(why.budget)];
      return t(
        `${rate} a night, within the budget of ${budget}`,
        `每晚 ${rate}，在預算 ${budget} 之內`,
        `每晚 ${rate}，在预算 ${budget} 之内`,
      );
    }
    case 'rate-not-comparable':
      return t(
        `${price(why.rate)} a night, the budget is in ${why.budget.currency}`,
        `每晚 ${price(why.rate)}，預算以 ${why.budget.currency} 計`,
        `每晚 ${price(why.rate)}，预算以 ${why.budget.currency} 计`,
      );
    case 'is-accessible':
      return t(
        `has ${why.feature}, which is needed`,
        `有必需的 ${why.feature}`,
        `有必需的 ${why.feature}`,
      );
    case 'has-feature':
      return t(`has ${why.feature}`, `有 ${why.feature}`, `有 ${why.feature}`);
    case 'lacks-feature':
      return t(
        `lacks ${why.feature}, which is preferred`,
        `沒有希望的 ${why.feature}`,
        `没有希望的 ${why.feature}`,
      );
    case 'on-preferred-side':
    case 'on-other-side': {
      const where = sideNames[why.side];
      const suffix =
        why.reason === 'on-preferred-side'
          ? t(', as preferred', '，符合意願', '，符合意愿')
          : t(', not as preferred', '，不合意願', '，不合意愿');
      return t(
        `on ${where.en}${suffix.en}`,
        `位於${where['zh-Hant']}${suffix['zh-Hant']}`,
        `位于${where['zh-Hans']}${suffix['zh-Hans']}`,
      );
    }
  }
};

const missed = (why: MissReason): Titles => {
  switch (why.reason) {
    case 'other-kind': {
      const [kind, wanted] = [kinds[why.kind], kinds[why.wanted]];
      return t(
        `is ${kind.en}, not ${wanted.en}`,
        `是${kind['zh-Hant']}，不是${wanted['zh-Hant']}`,
        `是${kind['zh-Hans']}，不是${wanted['zh-Hans']}`,
      );
    }
    case 'sleeps-too-few':
      return t(
        `sleeps ${why.sleeps}, ${why.guests} needed`,
        `只可住 ${why.sleeps} 人，需要 ${why.guests} 人`,
        `只可住 ${why.sleeps} 人，需要 ${why.guests} 人`,
      );
    case 'taken':
      return t(
        `taken from ${why.from} until ${why.until}`,
        `${why.from} 至 ${why.until} 已被佔用`,
        `${why.from} 至 ${why.until} 已被占用`,
      );
    case 'out-of-service':
      return t(
        `out of service from ${why.from} until ${why.until}`,
        `${why.from} 至 ${why.until} 暫停使用`,
        `${why.from} 至 ${why.until} 暂停使用`,
      );
    case 'over-budget': {
      const [rate, budget] = [price(why.rate), price(why.budget)];
      return t(
        `${rate} a night, over the budget of ${budget}`,
        `每晚 ${rate}，超出預算 ${budget}`,
        `每晚 ${rate}，超出预算 ${budget}`,
      );
    }
    case 'not-accessible':
      return t(
        `lacks ${why.feature}, which is needed`,
        `沒有必需的 ${why.feature}`,
        `没有必需的 ${why.feature}`,
      );
  }
};

/** Why a unit was ranked, in words. */
export const matchInWords = (why: MatchReason, language: Language): string =>
  matched(why)[language];

/** Why a unit was missed, in words. */
export const missInWords = (why: MissReason, language: Language): string => missed(why)[language];
