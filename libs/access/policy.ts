import { type Role, roles, rolesOf, type Subject } from './subject';

/**
 * How a subject must stand to a resource: `any` to all of them, `centre` to those of its own centre,
 * `client` to those of the people it registered, `self` to those about itself.
 */
export type Relation = 'any' | 'centre' | 'client' | 'self';

/** Who may do one thing, and to whose resources. A role that is left out never may. */
export type Rule = Readonly<Partial<Record<Role, Relation>>>;

/** What everyone may do in one service: action × role × relation. Pure data, tested as a table. */
export type Policy<Action extends string = string> = Readonly<Record<Action, Rule>>;

export const definePolicy = <const Action extends string>(policy: Policy<Action>): Policy<Action> =>
  policy;

/** The relation that follows from what a role is, where a rule names roles only. */
export const usualRelation: Readonly<Record<Role, Relation>> = {
  caseworker: 'centre',
  supervisor: 'centre',
  'housing-officer': 'any',
  portal: 'client',
  talent: 'self',
  auditor: 'any',
  'privacy-officer': 'any',
  operator: 'any',
};

/** A rule in which each role has its usual relation. */
export const usually = (...roles: readonly Role[]): Rule =>
  Object.fromEntries(roles.map((role) => [role, usualRelation[role]]));

/** The roles that a rule lets in, with those that may all the same. */
export const rolesIn = (rule: Rule): readonly Role[] =>
  roles.filter((role) => may({ id: '', roles: [role] }, rule));

/** The relations that a rule grants to this subject, none if its roles never may. */
export const relationsOf = (subject: Subject, rule: Rule): ReadonlySet<Relation> => {
  const granted = new Set<Relation>();
  for (const role of rolesOf(subject)) {
    const relation = rule[role];
    if (relation) granted.add(relation);
  }
  return granted;
};

/** Whether some role of the subject may do it at all, to whichever resource (else 403). */
export const may = (subject: Subject, rule: Rule): boolean => relationsOf(subject, rule).size > 0;
