import type { MessageBus } from '@talentloop/integration-bus';
import { Checkpoints } from '@talentloop/log-following';
import { Pool } from 'pg';
import { busOn } from '../steps/bus';
import { CountingService } from '../steps/services';

/** When the process pauses, as on a machine that is being moved, until the spec wakes it. */
export type Pause = 'before sending' | 'after the ack' | 'within a batch';

/** What this program must do: its role, and when to end as in a power failure. */
export interface Orders {
  readonly role: 'relay' | 'consumer' | 'both';
  readonly connectionString: string;
  readonly brokers: readonly string[];
  readonly topic: string;
  /**
   * How many batches are acknowledged, or effects done, before the kill. Without it the program
   * runs until it is stopped.
   */
  readonly dieAfter?: number;
  /** Pauses with its third batch ready to send, or after its fortieth effect. */
  readonly pauses?: Pause;
}

const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('dead');
};

/** Ends between the broker's acknowledgement and the checkpoint. */
const dyingAfterAck = (bus: MessageBus, batches: number): MessageBus => {
  let acknowledged = 0;
  return {
    produce: async (messages) => {
      await bus.produce(messages);
      acknowledged += 1;
      if (acknowledged >= batches) die();
    },
    consume: (...given) => bus.consume(...given),
    close: () => bus.close(),
  };
};

const pause = (): void => {
  process.kill(process.pid, 'SIGSTOP');
  console.log('woken');
  tellMoves();
};

const tellMoves = (): void => {
  const { move } = Checkpoints.prototype;
  Checkpoints.prototype.move = async function (...given) {
    const moved = await move.apply(this, given);
    console.log(moved ? 'moved' : 'fenced');
    return moved;
  };
};

/**
 * Pauses once with a batch in hand. Afterwards it reports the result of every move of its
 * checkpoint.
 */
const pausing = (bus: MessageBus, when: Pause | undefined): MessageBus => {
  let batches = 0;
  return {
    produce: async (messages) => {
      batches += 1;
      const mine = batches === 3;
      if (mine && when === 'before sending') pause();
      await bus.produce(messages);
      if (mine && when === 'after the ack') pause();
    },
    consume: (...given) => bus.consume(...given),
    close: () => bus.close(),
  };
};

const main = async (orders: Orders): Promise<void> => {
  const { role, connectionString, brokers, topic, dieAfter = Infinity, pauses } = orders;
  const pool = new Pool({ connectionString, max: 20 });
  const bus = busOn({ brokers });
  if (role !== 'consumer') {
    const speaker = await CountingService.open(pool, 'speaker');
    const disturbed = pausing(dyingAfterAck(bus, dieAfter), pauses);
    speaker.relay(disturbed, topic, 50).start();
  }
  if (role === 'relay') return;
  const listener = await CountingService.open(pool, 'listener');
  let effects = 0;
  await listener
    .consumer(bus, topic, {
      execute: async (...given) => {
        const answer = await listener.execute(...given);
        effects += 1;
        if (effects === 40 && pauses === 'within a batch') pause();
        return effects >= dieAfter ? die() : answer;
      },
    })
    .start();
};

main(JSON.parse(process.argv[2] ?? '') as Orders).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
