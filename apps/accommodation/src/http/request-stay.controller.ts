import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Filter } from '@talentloop/access';
import { Allow, type Answer, Asked, type CommandRequest, Visible } from '@talentloop/http';
import {
  MomentRequest,
  OfferRequest,
  ReasonRequest,
  TransferStayRequest,
  UntilRequest,
} from './dto/request.dto';
import { requestPolicy } from './policy';
import { RequestCommands } from './request-commands';

/** How long an offer stands unless it is said. */
const OFFER_HOURS = 48;

/** What becomes of a request that was granted: offers, and the stay. */
@ApiTags('accommodation requests')
@Controller('accommodation-requests/:id')
export class RequestStayController {
  constructor(private readonly requests: RequestCommands) {}

  @Allow(requestPolicy.offer)
  @Post('offer')
  offer(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() { unitId, expiresInHours = OFFER_HOURS }: OfferRequest,
  ): Promise<Answer> {
    return this.requests.offer({ id, asked, visible }, { unitId, expiresInHours });
  }

  @Allow(requestPolicy.accept)
  @Post('accept')
  accept(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.requests.accept({ id, asked, visible });
  }

  @Allow(requestPolicy.decline)
  @Post('decline')
  decline(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: ReasonRequest,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'DeclineOffer', data: data });
  }

  @Allow(requestPolicy['check-in'])
  @Post('check-in')
  checkIn(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: MomentRequest,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'CheckIn', data: data });
  }

  @Allow(requestPolicy['check-out'])
  @Post('check-out')
  checkOut(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: MomentRequest,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'CheckOut', data: data });
  }

  @Allow(requestPolicy['no-show'])
  @Post('no-show')
  noShow(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'RecordNoShow', data: {} });
  }

  @Allow(requestPolicy.extend)
  @Post('extend')
  extend(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() { to }: UntilRequest,
  ): Promise<Answer> {
    return this.requests.extend({ id, asked, visible }, to);
  }

  @Allow(requestPolicy.shorten)
  @Post('shorten')
  shorten(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: UntilRequest,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'ShortenStay', data: data });
  }

  @Allow(requestPolicy.transfer)
  @Post('transfer')
  transfer(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() move: TransferStayRequest,
  ): Promise<Answer> {
    return this.requests.transfer({ id, asked, visible }, move);
  }

  @Allow(requestPolicy.cancel)
  @Post('cancel')
  cancel(
    @Param('id') id: string,
    @Asked() asked: CommandRequest,
    @Visible() visible: Filter,
    @Body() data: ReasonRequest,
  ): Promise<Answer> {
    return this.requests.run({ id, asked, visible }, { type: 'CancelBooking', data: data });
  }
}
