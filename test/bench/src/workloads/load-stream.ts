import { Decisions, systemClock } from '@talentloop/event-sourcing';
import { randomUUID } from 'node:crypto';
import { serviceCase } from '../../../../apps/service-centre/src/domain/service-case/service-case';
import { eventOf, type PlainEvent } from '../case-script';
import type { Contestant } from '../contestant';
import { Castore } from '../contestants/castore';
import { Emmett } from '../contestants/emmett';
import { MessageDb } from '../contestants/message-db';
import { Ours } from '../contestants/ours';
import { alternately } from '../measure';
import { type Bench, resultOf, type Workload } from '../workload';

const EVENTS = 1_000;
/** The step of the script that is a note. */
const NOTE = 3;

/** Loads one after another for some time. Returns loads per second. */
const rate = async (load: () => Promise<number>, seconds: number): Promise<number> => {
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  let loads = 0;
  while (performance.now() < until) {
    const events = await load();
    if (events !== EVENTS) throw new Error(`loaded ${events} events of ${EVENTS}`);
    loads += 1;
  }
  return (loads / (performance.now() - begun)) * 1_000;
};

const longCase = (caseId: string, talentId: string): readonly PlainEvent[] =>
  Array.from({ length: EVENTS }, (_, i) => {
    const event = eventOf(caseId, talentId, randomUUID(), i === 0 ? 0 : NOTE);
    return i === 0 ? event : { ...event, data: { ...event.data, noteId: randomUUID() } };
  });

const PEERS = ['emmett-postgresql', 'message-db', 'castore'];

const contendersOf = (
  ours: Ours,
  peers: readonly Contestant[],
  caseId: string,
  seconds: number,
) => {
  const cold = async (): Promise<number> => {
    const { store, codecs } = ours;
    const decisions = new Decisions({ store, codecs, clock: systemClock });
    return ((await decisions.load(serviceCase, caseId))?.revision ?? -1) + 1;
  };
  return {
    'ours, cold': () => rate(cold, seconds),
    'ours, cached': () => rate(() => ours.load(caseId), seconds),
    ...Object.fromEntries(peers.map((it) => [it.name, () => rate(() => it.load(caseId), seconds)])),
  };
};

const loadStream = async (bench: Bench) => {
  const { server, seconds } = bench;
  const ours = await Ours.open(await server.database());
  const peers: readonly Contestant[] = [
    await Emmett.open(await server.database()),
    await MessageDb.open(await server.database()),
    await Castore.open(await server.database()),
  ];
  const [caseId, talentId] = [randomUUID(), randomUUID()];
  try {
    await ours.append({ caseId, talentId, step: 0 });
    await Promise.all(Array.from({ length: EVENTS - 1 }, () => ours.addNote(caseId, randomUUID())));
    for (const peer of peers) await peer.fill(caseId, longCase(caseId, talentId));
    const series = await alternately(contendersOf(ours, peers, caseId, seconds), bench);
    const unit = 'loads/s';
    return [
      resultOf(series, {
        name: 'load-cold',
        title: 'Load a case of 1,000 events, opened and folded',
        unit,
        ours: 'ours, cold',
        peers: PEERS,
        target: ({ ratio = 0 }) => ({ says: '≥ 1 × the best', met: ratio >= 1 }),
      }),
      resultOf(series, {
        name: 'load-cached',
        title: 'The same from the state cache, newer events asked for',
        unit,
        ours: 'ours, cached',
        peers: PEERS,
        target: ({ ratios: { castore = 0 } }) => ({
          says: '≥ 100 × castore',
          met: castore >= 100,
        }),
      }),
    ];
  } finally {
    for (const each of [ours, ...peers]) await each.close();
  }
};

export const loadStreamWorkload: Workload = { name: 'load-stream', run: loadStream };
