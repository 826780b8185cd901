import { type Language, translated, type Translated } from '@talentloop/locale';
import type { MatchReason, MissReason } from '../domain/matching/reasons';
import type { HousingKind, Money, Side } from '../domain/values/housing';

const kinds: Readonly<Record<HousingKind, Translated>> = {
  'talent-residence': translated('a talent residence', '人才公寓', '人才公寓'),
  hotel: translated('a hotel', '酒店', '酒店'),
  'serviced-apartment': translated('a serviced apartment', '服務式住宅', '服务式公寓'),
};

const sideNames: Readonly<Record<Side, Translated>> = {
  'hong-kong': translated('the Hong Kong side', '香港一側', '香港一侧'),
  shenzhen: translated('the Shenzhen side', '深圳一側', '深圳一侧'),
};

const price = ({ amount, currency }: Money): string =>
  `${currency} ${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;

type Merit<R extends MatchReason['reason']> = Extract<MatchReason, { readonly reason: R }>;

const matched = (why: MatchReason): Translated => {
  switch (why.reason) {
    case 'free':
      return translated(
        `free for all ${why.nights} nights`,
        `全部 ${why.nights} 晚可住`,
        `全部 ${why.nights} 晚可住`,
      );
    case 'sleeps-party':
      return beds(why);
    case 'spare-beds':
      return translated(
        why.beds === 1 ? '1 more bed than needed' : `${why.beds} more beds than needed`,
        `多出 ${why.beds} 個床位`,
        `多出 ${why.beds} 个床位`,
      );
    case 'within-budget':
    case 'rate-not-comparable':
      return priced(why);
    case 'is-accessible':
    case 'has-feature':
    case 'lacks-feature':
      return liked(why);
    case 'on-preferred-side':
    case 'on-other-side':
      return placed(why);
  }
};

const beds = ({
  sleeps,
  guests,
}: {
  readonly sleeps: number;
  readonly guests: number;
}): Translated =>
  translated(
    `sleeps ${sleeps}, ${guests} needed`,
    `可住 ${sleeps} 人，需要 ${guests} 人`,
    `可住 ${sleeps} 人，需要 ${guests} 人`,
  );

const priced = (why: Merit<'within-budget' | 'rate-not-comparable'>): Translated => {
  const [rate, budget] = [price(why.rate), price(why.budget)];
  const { currency } = why.budget;
  return why.reason === 'within-budget'
    ? translated(
        `${rate} a night, within the budget of ${budget}`,
        `每晚 ${rate}，在預算 ${budget} 之內`,
        `每晚 ${rate}，在预算 ${budget} 之内`,
      )
    : translated(
        `${rate} a night, the budget is in ${currency}`,
        `每晚 ${rate}，預算以 ${currency} 計`,
        `每晚 ${rate}，预算以 ${currency} 计`,
      );
};

const liked = ({ reason, feature }: Merit<'is-accessible' | 'has-feature' | 'lacks-feature'>) => {
  switch (reason) {
    case 'is-accessible':
      return translated(
        `has ${feature}, which is needed`,
        `有必需的 ${feature}`,
        `有必需的 ${feature}`,
      );
    case 'has-feature':
      return translated(`has ${feature}`, `有 ${feature}`, `有 ${feature}`);
    case 'lacks-feature':
      return translated(
        `lacks ${feature}, which is preferred`,
        `沒有希望的 ${feature}`,
        `没有希望的 ${feature}`,
      );
  }
};

const placed = ({ reason, side }: Merit<'on-preferred-side' | 'on-other-side'>): Translated => {
  const where = sideNames[side];
  const suffix =
    reason === 'on-preferred-side'
      ? translated(', as preferred', '，符合意願', '，符合意愿')
      : translated(', not as preferred', '，不合意願', '，不合意愿');
  return translated(
    `on ${where.en}${suffix.en}`,
    `位於${where['zh-Hant']}${suffix['zh-Hant']}`,
    `位于${where['zh-Hans']}${suffix['zh-Hans']}`,
  );
};

const missed = (why: MissReason): Translated => {
  switch (why.reason) {
    case 'other-kind':
      return otherKind(kinds[why.kind], kinds[why.wanted]);
    case 'sleeps-too-few':
      return beds(why);
    case 'taken':
      return translated(
        `taken from ${why.from} until ${why.until}`,
        `${why.from} 至 ${why.until} 已被佔用`,
        `${why.from} 至 ${why.until} 已被占用`,
      );
    case 'out-of-service':
      return translated(
        `out of service from ${why.from} until ${why.until}`,
        `${why.from} 至 ${why.until} 暫停使用`,
        `${why.from} 至 ${why.until} 暂停使用`,
      );
    case 'over-budget':
      return overBudget(price(why.rate), price(why.budget));
    case 'not-accessible':
      return translated(
        `lacks ${why.feature}, which is needed`,
        `沒有必需的 ${why.feature}`,
        `没有必需的 ${why.feature}`,
      );
  }
};

const otherKind = (kind: Translated, wanted: Translated): Translated =>
  translated(
    `is ${kind.en}, not ${wanted.en}`,
    `是${kind['zh-Hant']}，不是${wanted['zh-Hant']}`,
    `是${kind['zh-Hans']}，不是${wanted['zh-Hans']}`,
  );

const overBudget = (rate: string, budget: string): Translated =>
  translated(
    `${rate} a night, over the budget of ${budget}`,
    `每晚 ${rate}，超出預算 ${budget}`,
    `每晚 ${rate}，超出预算 ${budget}`,
  );

/** Why a unit was ranked, in words. */
export const matchInWords = (why: MatchReason, language: Language): string =>
  matched(why)[language];

/** Why a unit was missed, in words. */
export const missInWords = (why: MissReason, language: Language): string => missed(why)[language];
