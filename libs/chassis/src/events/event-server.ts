import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { SpanKind } from '@opentelemetry/api';
import type { Intake } from '../held-events/intake.ts';
import type { UnreadableRecords } from '../held-events/unreadable-records.ts';
import { log } from '../log.ts';
import { contextOf, inSpan, markOrder } from '../telemetry/tracing.ts';
import type { Bus, Company, Envelope } from './bus.ts';
import { topicOf } from './event-types.ts';
import { eventTransport } from './on.ts';
import type { Reactions } from './reactions.ts';
import type { StuckEvents } from './stuck-events.ts';
import type { UnreadableRecord } from './unreadable-record.ts';

/** Nest transport that brings each event of the bus to the methods marked `@On` its type. */
export class EventServer extends Server implements CustomTransportStrategy {
  override readonly transportId = eventTransport;

  constructor(
    private readonly bus: Bus,
    private readonly reactions: Reactions,
    private readonly intake: Intake,
    private readonly unreadable: UnreadableRecords,
    private readonly stuck: StuckEvents,
  ) {
    super();
  }

  /** Kept as lists of our own: Nest would chain them and run the second reaction inside the first one's transaction. */
  override addHandler(
    type: string,
    handler: MessageHandler,
    _isEventHandler?: boolean,
    extras: Record<string, unknown> = {},
  ): void {
    this.reactions.add(type, { name: String(extras['reaction']), handler, hears: extras['hears'] === true });
  }

  listen(ready: (error?: unknown) => void): void {
    this.start().then(() => ready(), ready);
  }

  /** Reactions in flight finish; the relay still publishes what they led to. */
  close(): Promise<void> {
    return this.bus.unsubscribe();
  }

  on(): never {
    throw new Error('the event transport has no events of its own');
  }

  unwrap<T>(): T {
    return this.bus as T;
  }

  private async start(): Promise<void> {
    const topics = this.reactions.topics();
    if (topics.length === 0) return;
    await this.bus.subscribe(topics, {
      deliver: (envelope) => (this.companyOf(envelope) === 'alone' ? this.deliver(envelope) : this.take(envelope)),
      keep: (record) => this.keep(record),
      inCompany: (envelope) => this.companyOf(envelope),
    });
  }

  /** What cannot be kept now holds up its partition, and comes again. */
  private async keep(record: UnreadableRecord): Promise<void> {
    const { topic, partition, offset } = record;
    const named = { id: `${topic}/${partition}/${offset}`, type: 'unreadable record', orderId: null };
    try {
      await this.unreadable.keep(record);
      this.stuck.resolved(named);
    } catch (error) {
      this.stuck.failed(named, error);
      log.error({ err: error, topic, partition, offset }, 'unreadable record cannot be kept now');
      throw error;
    }
  }

  /** What only moves its aggregate on, or is only heard, goes with others, and is no step of its own in a trace. */
  private companyOf({ type }: Envelope): Company {
    const answer = this.reactions.answerTo(type);
    if (answer === 'heard') return 'any';
    return answer === 'none' ? 'other-keys' : 'alone';
  }

  private deliver(envelope: Envelope): Promise<void> {
    const { type, id, orderId, traceparent } = envelope;
    const attributes = {
      'messaging.system': 'kafka',
      'messaging.destination.name': topicOf(type),
      'event.id': id,
    };
    const name = `process ${type.slice(type.lastIndexOf('.') + 1)}`;
    return inSpan(name, { kind: SpanKind.CONSUMER, attributes, parent: contextOf(traceparent) }, () => {
      markOrder(orderId);
      return this.take(envelope);
    });
  }

  /** What the intake throws is no fault of the event: it is held back with all that follows it, and comes again. */
  private async take(envelope: Envelope): Promise<void> {
    try {
      await this.intake.take(envelope);
      this.stuck.resolved(envelope);
    } catch (error) {
      this.stuck.failed(envelope, error);
      const { id, type, orderId } = envelope;
      log.error({ err: error, event: id, type, orderId }, 'event cannot be taken now');
      throw error;
    }
  }
}
