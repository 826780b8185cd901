import type { PropertyFacts } from './events';

export interface RegisteredProperty extends PropertyFacts {
  readonly status: 'registered';
}

export type PropertyState = { readonly status: 'none' } | RegisteredProperty;
