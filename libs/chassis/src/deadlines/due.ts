import { EventPattern } from '@nestjs/microservices';
import type { Identified, Noun } from '../database/noun.ts';
import type { FallenDue } from './deadline.ts';

/** Tells the handlers of deadlines from those of other transports. */
export const deadlineTransport = Symbol('tradeloom.deadlines');

export const deadlineKey = (noun: string, name: string): string => `${noun}/${name}`;

/** Marks the method that acts when this deadline of the noun has come: once, in one transaction with its effect. */
export const Due =
  <State extends Identified>({ name: noun, deadlines = {} }: Noun<State>, name: string) =>
  (
    target: object,
    method: string | symbol,
    property: TypedPropertyDescriptor<(due: FallenDue) => Promise<void>>,
  ): void => {
    if (!(name in deadlines)) throw new Error(`${noun} has no deadline ${name}`);
    EventPattern(deadlineKey(noun, name), deadlineTransport)(target, method, property as PropertyDescriptor);
  };
