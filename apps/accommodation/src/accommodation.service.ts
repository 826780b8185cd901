import { aggregate } from '@talentloop/event-sourcing';
import { defineService, type Service } from '@talentloop/service-host';
import { accommodationRequest } from './domain/accommodation-request/accommodation-request';
import { requestExemplars } from './domain/accommodation-request/exemplars';
import { knownTalentExemplars } from './domain/known-talent/exemplars';
import { knownTalent } from './domain/known-talent/known-talent';
import { propertyExemplars } from './domain/property/exemplars';
import { property } from './domain/property/property';
import { unitExemplars } from './domain/unit/exemplars';
import { unit } from './domain/unit/unit';
import { consumes } from './integration/consumes';
import { publishes } from './integration/publishes';
import { expireHolds } from './processes/expire-holds/expire-holds';
import { followRequests } from './processes/follow-requests/follow-requests';
import { followTalents } from './processes/follow-talents/follow-talents';
import { followUnits } from './processes/follow-units/follow-units';
import { accommodationRequests } from './projections/accommodation-requests/accommodation-requests';
import { occupancy } from './projections/occupancy/occupancy';
import { properties } from './projections/properties/properties';
import { units } from './projections/units/units';
import { waitingList } from './projections/waiting-list/waiting-list';
import { requestCodec } from './storage/accommodation-request.codec';
import { knownTalentCodec } from './storage/known-talent.codec';
import { propertyCodec } from './storage/property.codec';
import { unitCodec } from './storage/unit.codec';

/** The accommodation service, whole: its streams, tables, reactions and contracts. */
export const accommodation: Service = defineService({
  name: 'accommodation',
  schema: 'accommodation',
  aggregates: [
    aggregate(property, propertyCodec, propertyExemplars),
    aggregate(unit, unitCodec, unitExemplars),
    aggregate(accommodationRequest, requestCodec, requestExemplars),
    aggregate(knownTalent, knownTalentCodec, knownTalentExemplars),
  ],
  readModels: [properties, units, accommodationRequests, waitingList, occupancy],
  processes: [followUnits, followRequests, followTalents],
  deadlines: [expireHolds],
  publishes,
  consumes,
  retriedRefusals: ['talent-not-known'],
});
