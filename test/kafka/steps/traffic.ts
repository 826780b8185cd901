import { Caller, type Json } from '@talentloop/testing/journeys';
import { Client } from 'pg';
import { enquiry, residence, traveller } from '../../journeys/steps/bodies';
import { type Habit, SteadyCallers } from './callers';
import type { Fleet } from './fleet';

const UNKNOWN_CASE = '/cases/00000000-0000-4000-8000-000000000000';

interface Routine {
  readonly urls: readonly string[];
  readonly persona: string;
  readonly post: { readonly path: string; readonly body: object };
  /** The field of the answer that shows the result of the command. */
  readonly made: string;
  readonly acknowledged: Set<string>;
  readonly reads: (last: string) => readonly string[];
}

/** Every other request is a command. The others read what was made last, and lists. */
const habitOf = ({ urls, persona, post, made, acknowledged, reads }: Routine): Habit => {
  const learn = (body: Json): void => void acknowledged.add(String(body[made]));
  return {
    urls,
    persona,
    next: (n) => {
      const last = [...acknowledged].at(-1);
      if (n % 2 === 0 || last === undefined) {
        return { method: 'POST', ...post, status: 201, learn };
      }
      const paths = reads(last);
      const path = paths[(n >> 1) % paths.length] ?? '';
      return { method: 'GET', path, status: path === UNKNOWN_CASE ? 404 : 200 };
    },
  };
};

/** People who work with all three services without a break. */
export class Traffic {
  readonly callers = new SteadyCallers();
  private readonly talents = new Set<string>();
  private readonly notes = new Set<string>();
  private readonly properties = new Set<string>();

  constructor(private readonly fleet: Fleet) {}

  /** Starts nine callers, each sending requests at this interval. */
  async begin(everyMs: number): Promise<void> {
    const [onboarding, centre, homes] = [
      this.fleet.urlsOf('talent-onboarding'),
      this.fleet.urlsOf('service-centre'),
      this.fleet.urlsOf('accommodation'),
    ] as const;
    const { id } = await new Caller(centre?.[0] ?? '', 'caseworker').do('/cases', enquiry);
    const routines: readonly Routine[] = [
      {
        urls: onboarding ?? [],
        persona: 'portal',
        acknowledged: this.talents,
        made: 'id',
        post: { path: '/talents', body: traveller },
        reads: (last) => [`/talents/${last}`, '/talents'],
      },
      {
        urls: centre ?? [],
        persona: 'caseworker',
        acknowledged: this.notes,
        made: 'noteId',
        post: { path: `/cases/${id}/notes`, body: { text: 'Seen at the counter.' } },
        reads: () => [`/cases/${id}`, '/cases', UNKNOWN_CASE],
      },
      {
        urls: homes,
        persona: 'housing-officer',
        acknowledged: this.properties,
        made: 'id',
        post: { path: '/properties', body: residence },
        reads: (last) => [`/properties/${last}`, '/properties'],
      },
    ];
    for (const routine of routines) await this.callers.begin(habitOf(routine), everyMs);
  }

  get commands(): number {
    return this.talents.size + this.notes.size + this.properties.size;
  }

  /** How many events there must be: one for each command, and its effects in the other services. */
  get expected(): Readonly<Record<string, number>> {
    const talents = this.talents.size;
    return {
      'talent_onboarding TalentRegistered': talents,
      'talent_onboarding CaseLinked': talents,
      'service_centre TalentHeardOf': talents,
      'service_centre TalentCaseFollowed': talents,
      'service_centre CaseOpened': talents + 1,
      'service_centre CaseNumberIssued': talents + 1,
      'service_centre NoteAdded': this.notes.size,
      'accommodation TalentBecameKnown': talents,
      'accommodation PropertyRegistered': this.properties.size,
    };
  }

  /** Streams in which an effect of a registration does not exist exactly once. */
  async notOnce(): Promise<readonly string[]> {
    const effects = [
      ['talent_onboarding', 'CaseLinked', 'talent-'],
      ['service_centre', 'TalentHeardOf', 'knownTalent-'],
      ['accommodation', 'TalentBecameKnown', 'knownTalent-'],
    ] as const;
    const client = new Client({ connectionString: this.fleet.connectionString });
    await client.connect();
    const wrong: string[] = [];
    for (const [schema, type, prefix] of effects) {
      const { rows } = await client.query<{ stream: string; times: number }>(
        `select stream, count(*)::int as times from ${schema}.events where type = $1 group by 1`,
        [type],
      );
      const times = new Map(rows.map((row) => [row.stream, row.times]));
      for (const id of this.talents) {
        if (times.get(prefix + id) !== 1) wrong.push(`${schema} ${type} ${id}`);
      }
    }
    await client.end();
    return wrong;
  }
}
