import { Client } from 'pg';
import { sendLoad } from '../load';
import { alternately, percentile } from '../measure';
import { type Product, productFolder } from '../product';
import { atMost, type Bench, resultOf, type Workload } from '../workload';
import { newcomer, tokenOf } from '../world';

const PER_SECOND = 100;

/**
 * The time between a registration and its effect in another service's log, by the clocks of the
 * writers: from when the command was judged until its effect was about to be committed.
 */
const EFFECTS = `
select extract(epoch from min(e.committed_at) - (t.metadata->>'recordedAt')::timestamptz) * 1000 as ms
from talent_onboarding.events t
left join service_centre.events e on e.metadata->>'correlationId' = t.metadata->>'correlationId'
where t.type = 'TalentRegistered' and t.position > $1
group by t.position, t.metadata->>'recordedAt'`;

const dayIn = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const latencies = async (product: Product, client: Client, seconds: number) => {
  const before = await client.query(
    'select max(position) as position from talent_onboarding.events',
  );
  await sendLoad({
    url: product.url,
    connections: 32,
    seconds,
    rate: PER_SECOND,
    method: 'POST',
    paths: ['/talents'],
    token: await tokenOf(product.url, 'portal'),
    body: newcomer(dayIn(1), dayIn(31)),
  });
  const from = Number(before.rows[0].position ?? 0);
  for (let tries = 0; ; tries += 1) {
    const { rows } = await client.query<{ ms: string | null }>(EFFECTS, [from]);
    if (rows.every(({ ms }) => ms !== null)) return rows.map(({ ms }) => Number(ms));
    if (tries === 100) throw new Error('some registrations had no effect in ten seconds');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const effect = async (bench: Bench) => {
  const folder = productFolder();
  const product = await folder.start();
  const client = new Client({ connectionString: product.postgres() });
  await client.connect();
  try {
    const p99: number[] = [];
    const measure = async (): Promise<number> => {
      const all = await latencies(product, client, Math.max(2, bench.seconds * 2));
      p99.push(percentile(all, 0.99));
      return percentile(all, 0.5);
    };
    const series = await alternately({ p50: measure }, bench);
    const unit = 'ms';
    return [
      resultOf(series, {
        name: 'effect-p50',
        unit,
        ours: 'p50',
        peers: [],
        target: atMost('≤ 40 ms', 40),
        title: 'Command to its effect in another service, 100 commands/s, log bus, p50',
      }),
      resultOf(new Map([['p99', p99.slice(1)]]), {
        name: 'effect-p99',
        unit,
        ours: 'p99',
        peers: [],
        target: atMost('≤ 150 ms', 150),
        title: 'Command to its effect in another service, 100 commands/s, log bus, p99',
      }),
    ];
  } finally {
    await client.end();
    await product.stop();
    folder.remove();
  }
};

export const effectWorkload: Workload = { name: 'effect', run: effect };
