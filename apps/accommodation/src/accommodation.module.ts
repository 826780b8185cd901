import { defineServiceModule } from '@talentloop/service-host';
import { accommodation } from './accommodation.service';
import { AcceptOffer } from './application/accept-offer';
import { ExtendStay } from './application/extend-stay';
import { OfferUnit } from './application/offer-unit';
import { TransferStay } from './application/transfer-stay';
import { requests } from './http/accommodation-request.resource';
import { AccommodationRequestsController } from './http/accommodation-requests.controller';
import { knownTalentProblems } from './http/known-talent.problems';
import { NightsController } from './http/nights.controller';
import { PropertiesController } from './http/properties.controller';
import { properties } from './http/property.resource';
import { StaysController } from './http/stays.controller';
import { units } from './http/unit.resource';
import { UnitsController } from './http/units.controller';
import { WaitingListController } from './http/waiting-list.controller';

/** The service's definition, and its HTTP layer over a running service. */
export const AccommodationModule = defineServiceModule({
  service: accommodation,
  problems: knownTalentProblems,
  resources: [properties, units, requests],
  controllers: [
    PropertiesController,
    UnitsController,
    NightsController,
    AccommodationRequestsController,
    StaysController,
    WaitingListController,
  ],
  providers: [OfferUnit, AcceptOffer, ExtendStay, TransferStay],
});
