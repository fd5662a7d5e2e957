import type { DescMessage, MessageShape } from '@bufbuild/protobuf';
import { EventPattern } from '@nestjs/microservices';
import type { Envelope } from './bus.ts';
import { eventTypes } from './event-types.ts';

/** Tells the event transport's handlers from those of other transports. */
export const eventTransport = Symbol('tradeloom.events');

type Reaction<Event> = (
  target: object,
  name: string | symbol,
  method: TypedPropertyDescriptor<(event: Event, envelope: Envelope) => Promise<void>>,
) => void;

const mark = (types: readonly DescMessage[], target: object, name: string | symbol, method: PropertyDescriptor): void => {
  const reaction = target.constructor.name;
  EventPattern(
    types.map((t) => t.typeName),
    eventTransport,
    { reaction },
  )(target, name, method);
};

/** Marks the method that reacts to an event. The compiler checks its argument. */
export const On =
  <Schema extends DescMessage>(schema: Schema): Reaction<MessageShape<Schema>> =>
  (target, name, method) =>
    mark([schema], target, name, method);

/** Marks a method that hears every event of every service, e.g. a timeline. */
export const OnEvery = (): Reaction<MessageShape<DescMessage>> => (target, name, method) =>
  mark(eventTypes, target, name, method);
