import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Allow, type Answer, InjectResource, On, type ResourceRequest } from '@talentloop/http';
import { AcceptOffer } from '../application/accept-offer';
import { ExtendStay } from '../application/extend-stay';
import { OfferUnit } from '../application/offer-unit';
import { TransferStay } from '../application/transfer-stay';
import { OfferRequest, TransferStayRequest, UntilRequest } from './accommodation-request.dto';
import { type Requests, requests } from './accommodation-request.resource';
import { type Units, units } from './unit.resource';

/** How long an offer stands unless the caller says. */
const OFFER_HOURS = 48;

/** What takes nights of a unit: the unit decides first, then the request has them. */
@ApiTags('accommodation requests')
@Controller('accommodation-requests/:id')
export class StaysController {
  constructor(
    @InjectResource(requests) private readonly requests: Requests,
    @InjectResource(units) private readonly units: Units,
    private readonly offerUnit: OfferUnit,
    private readonly acceptOffer: AcceptOffer,
    private readonly extendStay: ExtendStay,
    private readonly transferStay: TransferStay,
  ) {}

  @Allow(requests.rules.offer)
  @Post('offer')
  async offer(@On() on: ResourceRequest, @Body() body: OfferRequest): Promise<Answer> {
    const { expiresInHours = OFFER_HOURS } = body;
    const unitId = await this.unitIdOf(body);
    return this.requests.inSteps(on, (request, context) =>
      this.offerUnit.execute(request, { unitId, expiresInHours }, context),
    );
  }

  @Allow(requests.rules.accept)
  @Post('accept')
  accept(@On() on: ResourceRequest): Promise<Answer> {
    return this.requests.inSteps(on, (request, context) =>
      this.acceptOffer.execute(request, context),
    );
  }

  @Allow(requests.rules.extend)
  @Post('extend')
  extend(@On() on: ResourceRequest, @Body() { to }: UntilRequest): Promise<Answer> {
    return this.requests.inSteps(on, (request, context) =>
      this.extendStay.execute(request, to, context),
    );
  }

  @Allow(requests.rules.transfer)
  @Post('transfer')
  async transfer(@On() on: ResourceRequest, @Body() body: TransferStayRequest): Promise<Answer> {
    const move = { unitId: await this.unitIdOf(body), on: body.on };
    return this.requests.inSteps(on, (request, context) =>
      this.transferStay.execute(request, move, context),
    );
  }

  /** Whoever names a unit must name one that exists. @throws Problem 404 */
  private async unitIdOf({ unitId }: { readonly unitId: string }): Promise<string> {
    return (await this.units.get({ id: unitId, visible: { all: true } })).id;
  }
}
