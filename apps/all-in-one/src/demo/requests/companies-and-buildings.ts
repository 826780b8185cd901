import { at, type DemoRequest, onDay, type Story } from '../story';
import { closures } from '../world/closures';
import { properties, type UnitFacts } from '../world/properties';
import { quotas, sponsors } from '../world/sponsors';

const OPENING = at(0, '09:00');
const QUOTA_UNTIL = 730;

/** Each company, with its quota places if it has any. */
export const sponsorStories: readonly Story[] = sponsors.map(([name, sector, origin]) => {
  const places = quotas[name];
  const registration: DemoRequest = {
    at: OPENING,
    as: 'supervisor',
    path: '/sponsors',
    body: { name, sector, origin },
    correlation: `sponsor ${name}`,
    keeps: { [`sponsor:${name}`]: 'id' },
  };
  const quota: DemoRequest = {
    at: OPENING,
    as: 'supervisor',
    path: `/sponsors/{sponsor:${name}}/quota`,
    body: { scheme: 'TechTAS', places, until: onDay(QUOTA_UNTIL) },
  };
  const requests = places === undefined ? [registration] : [registration, quota];
  return { name: `sponsor ${name}`, requests };
});

const CURRENCY = { 'hong-kong': 'HKD', shenzhen: 'CNY' } as const;

/** Each building, followed by its units. */
export const propertyStories: readonly Story[] = properties.map(({ units, ...property }) => {
  const { name, side } = property;
  const registration: DemoRequest = {
    at: OPENING,
    as: 'housing-officer',
    path: '/properties',
    body: property,
    correlation: `property ${name}`,
    keeps: { [`property:${name}`]: 'id' },
  };
  const unit = ([label, bedrooms, sleeps, amount, features = []]: UnitFacts): DemoRequest => ({
    at: OPENING,
    as: 'housing-officer',
    path: `/properties/{property:${name}}/units`,
    body: { label, bedrooms, sleeps, features, nightlyRate: { amount, currency: CURRENCY[side] } },
    correlation: `unit ${label}`,
    keeps: { [`unit:${label}`]: 'id' },
  });
  return { name: `property ${name}`, requests: [registration, ...units.map(unit)] };
});

/** Units that are out of service for some days. */
export const closureStories: readonly Story[] = closures.map(
  ({ unit, taken, returned, from, to, reason }) => {
    const closing: DemoRequest = {
      at: at(...taken),
      as: 'housing-officer',
      path: `/units/{unit:${unit}}/out-of-service`,
      body: { from: onDay(from), to: onDay(to), reason },
      echoes: true,
    };
    const opening = (moment: readonly [number, string]): DemoRequest => ({
      at: at(...moment),
      as: 'housing-officer',
      path: `/units/{unit:${unit}}/return-to-service`,
    });
    return {
      name: `closure ${unit}`,
      requests: [closing, ...(returned ? [opening(returned)] : [])],
    };
  },
);
