import type { MessageBus } from '@talentloop/integration-bus';
import { Pool } from 'pg';
import { busOn } from '../steps/bus';
import { CountingService } from '../steps/services';

/** What a spec tells this program: what to be, and when to end as a power failure would end it. */
export interface Orders {
  readonly role: 'relay' | 'consumer' | 'both';
  readonly connectionString: string;
  readonly brokers: readonly string[];
  readonly topic: string;
  /** Batches acknowledged, or effects had, before the kill; absent: it lives until it is told to end. */
  readonly dieAfter?: number;
}

const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('dead');
};

/** Dies between the broker's acknowledgement and the checkpoint. */
const dyingAfterAck = (bus: MessageBus, batches: number): MessageBus => {
  let acknowledged = 0;
  return {
    produce: (messages, commit) =>
      bus.produce(messages, (client) => {
        acknowledged += 1;
        return acknowledged >= batches ? die() : commit(client);
      }),
    consume: (...given) => bus.consume(...given),
    close: () => bus.close(),
  };
};

const main = async (orders: Orders): Promise<void> => {
  const { role, connectionString, brokers, topic, dieAfter = Infinity } = orders;
  const pool = new Pool({ connectionString, max: 20 });
  const bus = busOn({ brokers });
  if (role !== 'consumer') {
    const speaker = await CountingService.open(pool, 'speaker');
    speaker.relay(dyingAfterAck(bus, dieAfter), topic, 50).start();
  }
  if (role === 'relay') return;
  const listener = await CountingService.open(pool, 'listener');
  let effects = 0;
  await listener
    .consumer(bus, topic, {
      execute: async (...given) => {
        const answer = await listener.execute(...given);
        effects += 1;
        return effects >= dieAfter ? die() : answer;
      },
    })
    .start();
};

main(JSON.parse(process.argv[2] ?? '') as Orders).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
