import type { RefusalProblems } from '@talentloop/http';
import { translated } from '@talentloop/locale';
import type { PropertyRejection } from '../domain/property/commands';

/** What a caller is answered for each refusal about a property. */
export const propertyProblems: RefusalProblems<PropertyRejection> = {
  'property-already-registered': {
    title: translated('The property is registered already', '物業已登記', '物业已登记'),
  },
};
