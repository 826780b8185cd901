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
 * Wraps whatever an older key-encryption key wraps with the newest, in batches, beside others that
 * do the same or write. The keys themselves stay, so nothing sealed changes.
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
