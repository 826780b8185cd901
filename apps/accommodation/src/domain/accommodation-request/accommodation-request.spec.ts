import { itFollowsItsExemplars } from '@talentloop/testing';
import { accommodationRequest } from './accommodation-request';
import { histories, requestExemplars } from './exemplars';

const { evolve, initialState } = accommodationRequest;

itFollowsItsExemplars(accommodationRequest, requestExemplars);

it.each(Object.entries(histories))('is %s after the events that lead there', (status, events) => {
  expect(events.reduce(evolve, initialState).status).toBe(status);
});
