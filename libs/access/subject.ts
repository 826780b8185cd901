/** The roles of a person or a back end. Tokens carry them in `roles`. */
export const roles = [
  'caseworker',
  'supervisor',
  'housing-officer',
  'portal',
  'talent',
  'auditor',
  'privacy-officer',
  'operator',
] as const;
export type Role = (typeof roles)[number];

/**
 * The person or the back end that a verified token names. Roles that this product does not know are
 * dropped.
 */
export interface Subject {
  /** The token's `sub`. */
  readonly id: string;
  readonly roles: readonly Role[];
  readonly centre?: string;
  /** The portal (`client_id`). */
  readonly client?: string;
  readonly talentId?: string;
}

export const isRole = (value: unknown): value is Role => roles.some((role) => role === value);

/** A supervisor may do everything that a caseworker may do. */
export const rolesOf = (subject: Subject): ReadonlySet<Role> => {
  const held = new Set(subject.roles);
  if (held.has('supervisor')) held.add('caseworker');
  return held;
};
