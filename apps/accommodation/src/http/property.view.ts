import type { RegisteredProperty } from '../domain/property/state';

/** A property as callers see it. */
export const propertyView = ({ propertyId: _, ...facts }: RegisteredProperty) => facts;
