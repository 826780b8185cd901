import type { KeyStore, Rewrapped, Wrapped } from './key-store';
import { keyContext, type KeyWrapping, secretContext } from './key-wrapping';

const BATCH = 500;

const again = <T extends Wrapped>(
  wrapping: KeyWrapping,
  items: readonly T[],
  contextOf: (item: T) => string,
): Promise<readonly Rewrapped<T>[]> =>
  Promise.all(
    items.map(async (item) => {
      const context = contextOf(item);
      const plain = await wrapping.unwrap(context, item);
      return { from: item.kekVersion, to: { ...item, ...(await wrapping.wrap(context, plain)) } };
    }),
  );

/**
 * Wraps again, in batches and with the newest key-encryption key, what an older one wraps. Other
 * processes may do the same, or write, at the same time. The data keys themselves do not change, so
 * no sealed value changes.
 */
export const rewrapAll = async (store: KeyStore, wrapping: KeyWrapping): Promise<number> => {
  const version = await wrapping.currentVersion();
  const secrets = await store.secretsNotWrappedBy(version);
  let count = await store.rewrapSecrets(await again(wrapping, secrets, secretContext));
  let keys = await store.keysNotWrappedBy(version, BATCH);
  while (keys.length > 0) {
    count += await store.rewrapKeys(await again(wrapping, keys, keyContext));
    keys = await store.keysNotWrappedBy(version, BATCH);
  }
  return count;
};
