import { itFollowsItsExemplars, specOf } from '@talentloop/testing';
import type { PropertyCommand } from './commands';
import { propertyExemplars, registered, residence } from './exemplars';
import { property } from './property';

const { given } = specOf(property);

const register: PropertyCommand = { type: 'RegisterProperty', data: residence };

itFollowsItsExemplars(property, propertyExemplars);

describe('a property', () => {
  it('has the kind and the side that its units inherit', () => {
    given()
      .when(register)
      .thenState((state) => expect(state).toEqual({ status: 'registered', ...residence }));
  });

  it('is never registered a second time', () => {
    given(registered).when(register).thenRefused('property-already-registered');
  });
});
