import type { Rule, Subject } from '@talentloop/access';
import { type Command, derivedId } from '@talentloop/event-sourcing';
import type { CommandRequest } from '../command-request';
import type { ResourceRequest } from './resource-request';

/** The class of a command's body, whose fields the input pipe checks. */
export type BodyClass<B extends object = object> = new () => B;

/** A command's type, or which one it is for this caller. */
export type CommandType<T extends string> = T | ((caller: Subject) => T);

/** An action whose route the library makes: `POST /<path>/:id/<action>`. */
export interface RoutedAction<C extends Command> {
  readonly kind: 'routed';
  readonly rule: Rule;
  readonly type: CommandType<C['type']>;
  /** A route without one refuses every field. */
  readonly body?: BodyClass;
  /** What the id of the part that the command makes is called, in its data and in the answer. */
  readonly makes?: string;
  commandFor(body: object, on: ResourceRequest): C;
}

/** An action with a controller of its own; it is offered like every other. */
export interface HandledAction<T extends string> {
  readonly kind: 'handled';
  readonly rule: Rule;
  readonly type: CommandType<T>;
}

/** An action that is no command of this aggregate; it is offered to whoever may take it. */
export interface ForeignAction {
  readonly kind: 'foreign';
  readonly rule: Rule;
}

/** A request for a resource that is not there yet, and the id that it will have. */
export interface CreationRequest extends CommandRequest {
  readonly id: string;
}

/** How a resource is made, by a route that the library makes: `POST /<path>`. */
export interface Creation<C extends Command = Command> {
  readonly rule: Rule;
  readonly type: C['type'];
  readonly body: BodyClass;
  commandFor(body: object, request: CreationRequest): C;
}

/** One thing that can be done with a resource. */
export type Action<C extends Command = Command> =
  RoutedAction<C> | HandledAction<C['type']> | ForeignAction;

/** The type of an action's command, for this caller. */
export const commandTypeFor = <T extends string>(type: CommandType<T>, caller: Subject): T =>
  typeof type === 'function' ? type(caller) : type;

/** The id of the part that a request makes: a repetition makes the same one. */
export const partIdFor = ({ commandId }: ResourceRequest, name: string): string =>
  derivedId(commandId, name);

/** The data of a command that needs none. */
type NoData = Record<never, never>;

/** What the body says, as plain data. */
const asItIs = (body: object): object => ({ ...body });

/** Gives a command. Its data are the body's fields, or what `dataOf` makes of them. */
export function does<T extends string>(
  type: CommandType<T>,
  rule: Rule,
): RoutedAction<Command<T, NoData>>;
export function does<T extends string, B extends object>(
  type: CommandType<T>,
  rule: Rule,
  body: BodyClass<B>,
): RoutedAction<Command<T, B>>;
export function does<T extends string, B extends object, D extends object>(
  type: CommandType<T>,
  rule: Rule,
  body: BodyClass<B>,
  dataOf: (body: B, on: ResourceRequest) => D,
): RoutedAction<Command<T, D>>;
export function does(
  type: CommandType<string>,
  rule: Rule,
  body?: BodyClass,
  dataOf: (body: object, on: ResourceRequest) => object = asItIs,
): RoutedAction<Command> {
  return {
    kind: 'routed',
    rule,
    type,
    ...(body && { body }),
    commandFor: (given, on) => ({
      type: commandTypeFor(type, on.subject),
      data: dataOf(given, on),
    }),
  };
}

/** Gives a command that makes a part. The part's id comes from the request; the answer names it. */
export function adds<T extends string, P extends string, B extends object>(
  type: CommandType<T>,
  partId: P,
  rule: Rule,
  body: BodyClass<B>,
): RoutedAction<Command<T, B & Readonly<Record<P, string>>>>;
export function adds<T extends string, P extends string, B extends object, D extends object>(
  type: CommandType<T>,
  partId: P,
  rule: Rule,
  body: BodyClass<B>,
  dataOf: (body: B, on: ResourceRequest) => D,
): RoutedAction<Command<T, D & Readonly<Record<P, string>>>>;
export function adds(
  type: CommandType<string>,
  partId: string,
  rule: Rule,
  body: BodyClass,
  dataOf: (body: object, on: ResourceRequest) => object = asItIs,
): RoutedAction<Command> {
  return {
    kind: 'routed',
    rule,
    type,
    body,
    makes: partId,
    commandFor: (given, on) => ({
      type: commandTypeFor(type, on.subject),
      data: { ...dataOf(given, on), [partId]: partIdFor(on, partId) },
    }),
  };
}

/** A command whose route a controller of its own serves. */
export const handled = <T extends string>(type: CommandType<T>, rule: Rule): HandledAction<T> => ({
  kind: 'handled',
  rule,
  type,
});

/** What a route of this resource does to another aggregate; who may, is always offered it. */
export const elsewhere = (rule: Rule): ForeignAction => ({ kind: 'foreign', rule });

/** Makes the resource. The command's data are the body's fields, or what `dataOf` makes of them. */
export function creates<T extends string, B extends object>(
  type: T,
  rule: Rule,
  body: BodyClass<B>,
): Creation<Command<T, B>>;
export function creates<T extends string, B extends object, D extends object>(
  type: T,
  rule: Rule,
  body: BodyClass<B>,
  dataOf: (body: B, request: CreationRequest) => D,
): Creation<Command<T, D>>;
export function creates(
  type: string,
  rule: Rule,
  body: BodyClass,
  dataOf: (body: object, request: CreationRequest) => object = asItIs,
): Creation {
  return {
    rule,
    type,
    body,
    commandFor: (given, request) => ({ type, data: dataOf(given, request) }),
  };
}
