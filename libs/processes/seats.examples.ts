import {
  type CategoryDefinition,
  type Command,
  type Decider,
  Decisions,
  type DomainEvent,
  EventCodecs,
  from,
  give,
  process,
  type ProcessCommand,
  reject,
  systemClock,
} from '@talentloop/event-sourcing';
import { InMemoryEventStore } from '@talentloop/event-store-memory';
import { z } from 'zod';
import type { EffectContext, Execute } from './index';

type SeatEvent =
  | DomainEvent<'SeatSwept', Record<never, never>>
  | DomainEvent<'SeatBooked', { ticketId: string }>
  | DomainEvent<'SeatFreed', { ticketId: string }>;
type SeatCommand =
  Command<'BookSeat', { ticketId: string }> | Command<'FreeSeat', { ticketId: string }>;

/** What must be had first. It is swept before it is booked. */
export const seat: Decider<SeatCommand, string | null, SeatEvent, 'taken'> = {
  category: 'seat',
  shared: true,
  initialState: null,
  decide: ({ type, data }, state) => {
    if (type === 'FreeSeat') return state === null ? [] : [{ type: 'SeatFreed', data }];
    if (state !== null) return reject('taken');
    return [
      { type: 'SeatSwept', data: {} },
      { type: 'SeatBooked', data },
    ];
  },
  evolve: (state, { type, data }) => {
    if (type === 'SeatSwept') return state;
    return type === 'SeatBooked' ? data.ticketId : null;
  },
};

type TicketEvent =
  DomainEvent<'TicketIssued', { seat: string }> | DomainEvent<'TicketPrinted', { seat: string }>;
type TicketCommand =
  Command<'IssueTicket', { seat: string }> | Command<'PrintTicket', { seat: string }>;

/** What follows from it. There are no tickets for the balcony. */
export const ticket: Decider<TicketCommand, null, TicketEvent, 'balcony-closed'> = {
  category: 'ticket',
  initialState: null,
  decide: ({ type, data }) => {
    if (data.seat === 'balcony') return reject('balcony-closed');
    return [{ type: type === 'IssueTicket' ? 'TicketIssued' : 'TicketPrinted', data }];
  },
  evolve: () => null,
};

/** A booked seat has its ticket issued, else it is free again; then the ticket is printed. */
export const sellTickets = process('sell-tickets', [
  from(seat, {
    SeatSwept: () => [give(seat, 'store-room', { type: 'BookSeat', data: { ticketId: 'broom' } })],
    SeatBooked: ({ stream, data: { ticketId } }) => {
      const data = { seat: stream.slice('seat-'.length) };
      return [
        give(ticket, ticketId, { type: 'IssueTicket', data }, () => [
          give(seat, data.seat, { type: 'FreeSeat', data: { ticketId } }),
        ]),
        give(ticket, ticketId, { type: 'PrintTicket', data }),
      ];
    },
  }),
]);

const plain = <T extends string, D extends object>(type: T, schema: z.ZodType<D>) => ({
  type,
  version: 1,
  schema,
  personal: [],
});
const ofTicket = z.object({ ticketId: z.string() });
const ofSeat = z.object({ seat: z.string() });

const seatCodec: CategoryDefinition<SeatEvent> = {
  category: 'seat',
  events: {
    SeatSwept: plain('SeatSwept', z.object({})),
    SeatBooked: plain('SeatBooked', ofTicket),
    SeatFreed: plain('SeatFreed', ofTicket),
  },
};
const ticketCodec: CategoryDefinition<TicketEvent> = {
  category: 'ticket',
  events: {
    TicketIssued: plain('TicketIssued', ofSeat),
    TicketPrinted: plain('TicketPrinted', ofSeat),
  },
};

/** A box office with a log of its own, which can lose its store. */
export class BoxOffice {
  readonly store = new InMemoryEventStore();
  readonly codecs = new EventCodecs([seatCodec, ticketCodec], {
    seal: async () => [],
    isErased: () => false,
    open: async () => [],
  });
  readonly decisions = new Decisions({
    store: this.store,
    codecs: this.codecs,
    clock: systemClock,
  });
  /** The command type from which on everything fails. */
  failsFrom: string | undefined;
  /** Every command that was given, with its id. */
  readonly given: { readonly type: string; readonly context: EffectContext }[] = [];

  readonly execute: Execute = (command: ProcessCommand, context) => {
    const { type } = command.command;
    this.given.push({ type, context });
    if (type === this.failsFrom) throw new Error('the store is away');
    const decider = [seat, ticket].find(({ category }) => category === command.category);
    if (!decider) throw new Error(`no decider for ${command.category}`);
    return this.decisions.execute<Command, unknown, DomainEvent, string>(
      decider,
      command.id,
      command.command,
      context,
    );
  };

  /** What is stored, in the log's order. */
  async events() {
    const stored = await this.store.readAll({ after: 0, limit: 100 });
    return this.codecs.decode(stored);
  }
}
