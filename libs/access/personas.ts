import type { Role } from './subject';

/** The claims of a token beside the registered claims. */
export interface PersonaClaims {
  readonly sub: string;
  readonly roles: readonly Role[];
  readonly centre?: string;
  readonly client_id?: string;
}

/** The people of the development installation. A caller asks for a token by their name. */
export const personas = {
  caseworker: { sub: 'caseworker', roles: ['caseworker'], centre: 'loop-onsite' },
  supervisor: { sub: 'supervisor', roles: ['supervisor'], centre: 'loop-onsite' },
  'caseworker-online': { sub: 'caseworker-online', roles: ['caseworker'], centre: 'online' },
  'supervisor-online': { sub: 'supervisor-online', roles: ['supervisor'], centre: 'online' },
  'caseworker-shenzhen': {
    sub: 'caseworker-shenzhen',
    roles: ['caseworker'],
    centre: 'shenzhen-onsite',
  },
  'supervisor-shenzhen': {
    sub: 'supervisor-shenzhen',
    roles: ['supervisor'],
    centre: 'shenzhen-onsite',
  },
  'housing-officer': { sub: 'housing-officer', roles: ['housing-officer'] },
  portal: { sub: 'portal', roles: ['portal'], client_id: 'portal' },
  'portal-b': { sub: 'portal-b', roles: ['portal'], client_id: 'portal-b' },
  talent: { sub: 'talent', roles: ['talent'] },
  auditor: { sub: 'auditor', roles: ['auditor'] },
  'privacy-officer': { sub: 'privacy-officer', roles: ['privacy-officer'] },
  'privacy-officer-b': { sub: 'privacy-officer-b', roles: ['privacy-officer'] },
  operator: { sub: 'operator', roles: ['operator'] },
} as const satisfies Readonly<Record<string, PersonaClaims>>;

export type Persona = keyof typeof personas;

export const isPersona = (name: unknown): name is Persona =>
  typeof name === 'string' && Object.hasOwn(personas, name);
