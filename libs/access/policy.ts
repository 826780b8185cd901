import { type Role, roles, rolesOf, type Subject } from './subject';

/**
 * The relation of a subject to a resource: `any` means all resources, `centre` those of the
 * subject's own centre, `client` those of the people whom the subject registered, `self` those
 * about the subject.
 */
export type Relation = 'any' | 'centre' | 'client' | 'self';

/** Which roles may do one action, and to which resources. A role that is not listed may not. */
export type Rule = Readonly<Partial<Record<Role, Relation>>>;

/**
 * What every role may do in one service: action × role × relation. Pure data, tested as a table.
 */
export type Policy<Action extends string = string> = Readonly<Record<Action, Rule>>;

export const definePolicy = <const Action extends string>(policy: Policy<Action>): Policy<Action> =>
  policy;

/** The relation that each role usually has, for rules that name only roles. */
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

/** The roles that a rule allows, including the roles that contain one of them. */
export const rolesIn = (rule: Rule): readonly Role[] =>
  roles.filter((role) => may({ id: '', roles: [role] }, rule));

/** The relations that a rule grants to this subject. None if the rule names none of its roles. */
export const relationsOf = (subject: Subject, rule: Rule): ReadonlySet<Relation> => {
  const granted = new Set<Relation>();
  for (const role of rolesOf(subject)) {
    const relation = rule[role];
    if (relation) granted.add(relation);
  }
  return granted;
};

/**
 * Whether a role of the subject allows the action at all, on any resource. If not, the answer is
 * 403.
 */
export const may = (subject: Subject, rule: Rule): boolean => relationsOf(subject, rule).size > 0;
