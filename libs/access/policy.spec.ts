import fc from 'fast-check';
import { definePolicy, may, rolesIn, usualRelation, usually } from './policy';
import { type Role, roles, type Subject } from './subject';
import { type Filter, type Scope, sees, visibleClause, visibleTo } from './visibility';
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';

const policy = definePolicy({
  claim: { caseworker: 'centre' },
  assign: { supervisor: 'centre' },
  accept: { portal: 'client', talent: 'self' },
  read: { ...usually('caseworker', 'portal', 'talent', 'auditor') },
});

const as = (role: Role, more: Partial<Subject> = {}): Subject => ({
  id: 'x',
  roles: [role],
  ...more,
});

describe('may', () => {
  it.each([
    ['caseworker', 'claim', true],
    ['supervisor', 'claim', true],
    ['supervisor', 'assign', true],
    ['caseworker', 'assign', false],
    ['auditor', 'claim', false],
    ['auditor', 'read', true],
    ['portal', 'accept', true],
    ['talent', 'accept', true],
    ['operator', 'read', false],
  ] as const)('%s %s: %s', (role, action, allowed) => {
    expect(may(as(role), policy[action])).toBe(allowed);
  });

  it('lets nobody in without a role', () => {
    for (const rule of Object.values(policy)) expect(may({ id: 'x', roles: [] }, rule)).toBe(false);
  });

  it('names the roles that a rule lets in', () => {
    expect(rolesIn(policy.claim)).toEqual(['caseworker', 'supervisor']);
  });
});

describe('visibleTo', () => {
  it.each([
    ['caseworker', { centre: 'online' }, { centre: 'online' }],
    ['supervisor', { centre: 'online' }, { centre: 'online' }],
    ['caseworker', {}, {}],
    ['housing-officer', {}, { all: true }],
    ['portal', { client: 'portal' }, { client: 'portal' }],
    ['talent', { talentId: 't' }, { talentId: 't' }],
    ['talent', { centre: 'online', client: 'portal' }, {}],
    ['auditor', {}, { all: true }],
  ] as const)('%s with %j sees %j', (role, claims, filter) => {
    expect(visibleTo(as(role, claims))).toEqual(filter);
  });

  it('follows the rule of the action, not the role alone', () => {
    const held = as('housing-officer', { centre: 'online' });
    expect(visibleTo(held, { 'housing-officer': 'centre' })).toEqual({ centre: 'online' });
    expect(visibleTo(held, { caseworker: 'any' })).toEqual({});
  });
});

describe('sees', () => {
  it.each([
    [{ all: true }, {}, true],
    [{}, { centre: 'a' }, false],
    [{}, {}, false],
    [{ centre: 'a' }, { centre: 'a' }, true],
    [{ centre: 'a' }, { centre: 'b' }, false],
    [{ centre: 'a' }, { centre: 'b', centres: ['b', 'a'] }, true],
    [{ client: 'p' }, { client: 'p' }, true],
    [{ client: 'p' }, {}, false],
    [{ talentId: 't' }, { talentId: 't' }, true],
    [{ talentId: 't' }, { centre: 't', client: 't' }, false],
  ] as const)('%j on %j: %s', (filter, scope, seen) => {
    expect(sees(filter, scope)).toBe(seen);
  });

  const word = fc.constantFrom('a', 'b', 'c');
  const optional = fc.option(word, { nil: undefined });
  const subject = fc.record({
    id: fc.constant('x'),
    roles: fc.subarray([...roles]),
    centre: optional,
    client: optional,
    talentId: optional,
  });

  it('is never wider than what some relation grants', () => {
    fc.assert(
      fc.property(subject, word, word, word, (given, centre, client, talentId) => {
        const asking = JSON.parse(JSON.stringify(given)) as Subject;
        const seen = sees(visibleTo(asking), { centre, client, talentId });
        const relations = asking.roles.map((role) => usualRelation[role]);
        const expected =
          relations.includes('any') ||
          (relations.includes('centre') && asking.centre === centre) ||
          (relations.includes('client') && asking.client === client) ||
          (relations.includes('self') && asking.talentId === talentId);
        expect(seen).toBe(expected);
      }),
    );
  });
});

describe('visibleClause', () => {
  const database = new Kysely<Record<string, never>>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  const columns = { centre: 'centre', client: 'client', talentId: 'talent_id', centres: 'centres' };
  const sqlOf = (filter: Filter, of: Record<keyof Scope, string> | object = columns) => {
    const { sql, parameters } = visibleClause(filter, of).compile(database);
    return [sql, parameters];
  };

  it.each([
    [{ all: true }, 'true', []],
    [{}, 'false', []],
    [{ talentId: 't' }, '("talent_id" = $1)', ['t']],
    [{ centre: 'a' }, '("centre" = $1 or $2 = any("centres"))', ['a', 'a']],
    [{ client: 'p', talentId: 't' }, '("client" = $1 or "talent_id" = $2)', ['p', 't']],
  ] as const)('%j is %s', (filter, sql, parameters) => {
    expect(sqlOf(filter)).toEqual([sql, parameters]);
  });

  it('matches nothing where the table lacks the column', () => {
    expect(sqlOf({ client: 'p' }, { centre: 'centre' })).toEqual(['false', []]);
  });
});
