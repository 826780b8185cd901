import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { type RunningService, serviceProviders } from '@talentloop/service-host';
import { accommodation } from './accommodation.service';
import { AcceptOfferHandler } from './application/accept-offer';
import { ExecutePropertyCommandHandler } from './application/execute-property-command';
import { ExecuteRequestCommandHandler } from './application/execute-request-command';
import { ExecuteUnitCommandHandler } from './application/execute-unit-command';
import { ExtendStayHandler } from './application/extend-stay';
import { NextSteps } from './application/next-steps';
import { OfferUnitHandler } from './application/offer-unit';
import { TransferStayHandler } from './application/transfer-stay';
import { AsOf } from './http/as-of';
import { audited } from './http/audited';
import { changes } from './http/changes';
import { Finder } from './http/finder';
import { NightsController } from './http/nights.controller';
import { problems } from './http/problems';
import { PropertiesController } from './http/properties.controller';
import { RequestCommands } from './http/request-commands';
import { RequestIntakeController } from './http/request-intake.controller';
import { RequestStayController } from './http/request-stay.controller';
import { RequestsController } from './http/requests.controller';
import { UnitsController } from './http/units.controller';
import { WaitingListController } from './http/waiting-list.controller';

const handlers = [
  ExecutePropertyCommandHandler,
  ExecuteUnitCommandHandler,
  ExecuteRequestCommandHandler,
  OfferUnitHandler,
  AcceptOfferHandler,
  ExtendStayHandler,
  TransferStayHandler,
];

/** Accommodation over HTTP. */
@Module({})
export class AccommodationModule {
  static readonly problems = problems;
  static readonly service = accommodation;
  /** What auditors read of it. */
  static readonly audited = audited;
  /** What callers may follow of it. */
  static readonly changes = changes;

  static forRoot(running: RunningService): DynamicModule {
    return {
      module: AccommodationModule,
      imports: [CqrsModule],
      controllers: [
        PropertiesController,
        UnitsController,
        NightsController,
        RequestsController,
        RequestIntakeController,
        RequestStayController,
        WaitingListController,
      ],
      providers: [
        ...serviceProviders(running, problems),
        ...handlers,
        NextSteps,
        Finder,
        RequestCommands,
        AsOf,
      ],
    };
  }
}
