import type { DescMessage, Message, MessageShape } from '@bufbuild/protobuf';
import { EventPattern } from '@nestjs/microservices';
import type { Envelope } from './bus.ts';
import { eventTypes } from './event-types.ts';

/** Tells the event transport's handlers from those of other transports. */
export const eventTransport = Symbol('tradeloom.events');

type Marks<Method> = (target: object, name: string | symbol, method: TypedPropertyDescriptor<Method>) => void;

const mark = (
  types: readonly DescMessage[],
  target: object,
  name: string | symbol,
  method: PropertyDescriptor,
  extras: { readonly hears?: true } = {},
): void => {
  EventPattern(
    types.map((t) => t.typeName),
    eventTransport,
    { reaction: target.constructor.name, ...extras },
  )(target, name, method);
};

/** Marks the method that reacts to an event. The compiler checks its argument. */
export const On =
  <Schema extends DescMessage>(schema: Schema): Marks<(event: MessageShape<Schema>) => Promise<void>> =>
  (target, name, method) =>
    mark([schema], target, name, method);

/** An event, and how it came. */
export interface Heard {
  readonly event: Message;
  readonly envelope: Envelope;
}

type Hearing = (heard: readonly Heard[]) => Promise<void>;

/**
 * Marks a method that hears every event of every service with its envelope, e.g. a timeline: those of the same parties
 * that come one behind the other are heard together, in their order and in one transaction.
 */
export const OnEvery = (): Marks<Hearing> => (target, name, method) => {
  mark(eventTypes, target, name, method, { hears: true });
};
