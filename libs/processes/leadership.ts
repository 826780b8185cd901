import { pause, type Session } from '@talentloop/log-following';

const TRY_AGAIN_MS = 250;

/**
 * Does `work` while this process holds the lock, as one of many that stand by; begins again when
 * the lock was lost with its session. `work` must end when its signal aborts.
 */
export const whileLeading = async (
  session: Session,
  lock: string,
  signal: AbortSignal,
  work: (leading: AbortSignal) => Promise<void>,
): Promise<void> => {
  while (!signal.aborted) {
    const lost = await session.tryLock(lock).catch(() => undefined);
    if (!lost) {
      await pause(TRY_AGAIN_MS, signal);
      continue;
    }
    try {
      await work(AbortSignal.any([signal, lost]));
    } finally {
      await session.unlock(lock).catch(() => undefined);
    }
    if (!lost.aborted) return;
  }
};
