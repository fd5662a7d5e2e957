import type { DescMessage, Message, MessageShape } from '@bufbuild/protobuf';
import { EventPattern } from '@nestjs/microservices';
import { currentScope } from '../scope.ts';
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
): void => {
  EventPattern(
    types.map((t) => t.typeName),
    eventTransport,
    { reaction: target.constructor.name },
  )(target, name, method);
};

/** Marks the method that reacts to an event. The compiler checks its argument. */
export const On =
  <Schema extends DescMessage>(schema: Schema): Marks<(event: MessageShape<Schema>) => Promise<void>> =>
  (target, name, method) =>
    mark([schema], target, name, method);

type Hearing = (event: Message, envelope: Envelope) => Promise<void>;

/** Marks a method that hears every event of every service with its envelope, e.g. a timeline. */
export const OnEvery = (): Marks<Hearing> => (target, name, method) => {
  const hear = method.value;
  if (!hear) return;
  method.value = function (this: object, event: Message): Promise<void> {
    const { envelope } = currentScope();
    if (!envelope) throw new Error('an event is heard in a reaction only');
    return hear.call(this, event, envelope);
  };
  mark(eventTypes, target, name, method);
};
