import { createMissingTopics } from '@talentloop/integration-bus-kafka';
import { Caller, type Json } from '@talentloop/journey-testing';
import { Client } from 'pg';
import { enquiry, residence, traveller } from '../journeys/steps/bodies';
import { SteadyCallers } from './steps/callers';
import { restarts, tell } from './steps/counts';
import { type Fleet, startFleet } from './steps/fleet';
import { type KafkaUnderTest, onKafka, startKafkaUnderTest } from './steps/on-kafka';
import { settledOverKafka } from './steps/settled';

/** Of each of the nine callers. */
const EVERY_MS = 100;
const RESTART_MS_MAX = 20_000;
jest.setTimeout(180_000 + restarts * 12 * RESTART_MS_MAX);

onKafka('two apis and two workers of each service, restarted one after another', () => {
  let kafka: KafkaUnderTest;
  let fleet: Fleet;
  const callers = new SteadyCallers();
  /** What was acknowledged, by id. */
  const [talents, notes, properties] = [new Set<string>(), new Set<string>(), new Set<string>()];
  let caseId: string;

  beforeAll(async () => {
    kafka = await startKafkaUnderTest();
    await createMissingTopics(kafka.connection);
    fleet = await startFleet(kafka.cluster.brokers);
  });
  afterAll(async () => {
    await callers.stop();
    await fleet?.stop();
    await kafka.close();
  });

  const beginToAsk = async (): Promise<void> => {
    const [onboarding, centre, homes] = [
      ...[fleet.urlsOf('talent-onboarding'), fleet.urlsOf('service-centre')],
      fleet.urlsOf('accommodation'),
    ];
    const remember = (ids: Set<string>, field: string) => (body: Json) =>
      void ids.add(String(body[field]));
    const some = (ids: Set<string>): string | undefined => [...ids].at(-1);
    caseId = (await new Caller(centre?.[0] ?? '', 'caseworker').do('/cases', enquiry)).id;
    const unknown = '/cases/00000000-0000-4000-8000-000000000000';
    const habits = [
      {
        ...{ urls: onboarding ?? [], persona: 'portal' },
        post: { path: '/talents', body: traveller, status: 201, learn: remember(talents, 'id') },
        gets: () => [`/talents/${some(talents)}`, '/talents'],
      },
      {
        ...{ urls: centre ?? [], persona: 'caseworker' },
        post: {
          ...{ path: `/cases/${caseId}/notes`, body: { text: 'Seen at the counter.' } },
          ...{ status: 201, learn: remember(notes, 'noteId') },
        },
        gets: () => [`/cases/${caseId}`, '/cases', unknown],
      },
      {
        ...{ urls: homes ?? [], persona: 'housing-officer' },
        post: {
          path: '/properties',
          body: residence,
          status: 201,
          learn: remember(properties, 'id'),
        },
        gets: () => [`/properties/${some(properties)}`, '/properties'],
      },
    ];
    for (const { urls, persona, post, gets } of habits) {
      await callers.begin(
        {
          ...{ urls, persona },
          next: (n) => {
            const read = n < 2 ? undefined : gets()[(n >> 1) % gets().length];
            if (n % 2 === 0 || read === undefined) return { method: 'POST', ...post };
            return { method: 'GET', path: read, status: read === unknown ? 404 : 200 };
          },
        },
        EVERY_MS,
      );
    }
  };

  it('fail no request of a caller that tries the other address where nobody listens', async () => {
    await beginToAsk();
    const times: number[] = [];
    for (let round = 0; round < restarts; round += 1) {
      for (const member of fleet.members) {
        const from = performance.now();
        await member.restart();
        times.push(performance.now() - from);
      }
    }
    await callers.stop();
    tell(
      `${times.length} restarts, ${Math.round(Math.max(...times))} ms at most: ${callers.answered} ` +
        `requests answered, ${callers.refused} of them at the other address, ` +
        `${callers.failures.length} failed`,
    );
    expect(callers.failures).toEqual([]);
    // Else nothing was tried.
    expect(callers.refused).toBeGreaterThan(0);
    expect(callers.answered).toBeGreaterThan(times.length * 10);
  });

  it('and do everything once', async () => {
    const counts = await settledOverKafka(fleet.connectionString, kafka.connection);
    const expected = {
      'talent_onboarding TalentRegistered': talents.size,
      'talent_onboarding CaseLinked': talents.size,
      'service_centre TalentHeardOf': talents.size,
      'service_centre TalentCaseFollowed': talents.size,
      'service_centre CaseOpened': talents.size + 1,
      'service_centre CaseNumberIssued': talents.size + 1,
      'service_centre NoteAdded': notes.size,
      'accommodation TalentBecameKnown': talents.size,
      'accommodation PropertyRegistered': properties.size,
    };
    expect(counts).toMatchObject(expected);
    const parts = `select stream, count(*) from %.events where type = `;
    const once = [
      `${parts.replace('%', 'talent_onboarding')} 'CaseLinked' group by 1`,
      `${parts.replace('%', 'service_centre')} 'TalentHeardOf' group by 1`,
      `${parts.replace('%', 'accommodation')} 'TalentBecameKnown' group by 1`,
    ];
    const client = new Client({ connectionString: fleet.connectionString });
    await client.connect();
    const { rows } = await client.query<{ stream: string; count: string }>(
      once.join(' union all '),
    );
    await client.end();
    expect(rows).toHaveLength(3 * talents.size);
    expect(rows.filter(({ count }) => count !== '1')).toEqual([]);
  });
});
