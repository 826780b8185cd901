import { specOf } from '@talentloop/testing';
import type { RegisterProperty } from './commands';
import type { PropertyRegistered } from './events';
import { property } from './property';

const { given } = specOf(property);

const data = {
  propertyId: '0b6f0c1e-7a55-4f0f-9d3e-0a5a3c6f1a01',
  name: 'Loop Residence',
  kind: 'talent-residence',
  side: 'hong-kong',
  address: '1 Example Road, Lok Ma Chau Loop',
  turnaroundDays: 0,
} as const;
const register: RegisterProperty = { type: 'RegisterProperty', data };
const registered: PropertyRegistered = { type: 'PropertyRegistered', data };

describe('a property', () => {
  it('is registered once, with the kind and the side its units inherit', () => {
    given()
      .when(register)
      .then(registered)
      .thenState((state) => expect(state).toEqual({ status: 'registered', ...data }));
  });

  it('is never registered a second time', () => {
    given(registered).when(register).thenRefused('property-already-registered');
  });
});
