import { fromBinary } from '@bufbuild/protobuf';
import { BaseRpcContext, type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { SpanKind } from '@opentelemetry/api';
import { isObservable, lastValueFrom } from 'rxjs';
import { serviceActor } from '../access/actor.ts';
import type { Transactions } from '../database/transactions.ts';
import { log } from '../log.ts';
import { withScope } from '../scope.ts';
import { contextOf, inSpan, markOrder } from '../telemetry/tracing.ts';
import type { Bus, Envelope } from './bus.ts';
import { assertEveryTypeIsAnswered } from './event-coverage.ts';
import { schemaOf, topicOf } from './event-types.ts';
import { NotYetKnown } from './not-yet-known.ts';
import { eventTransport } from './on.ts';
import type { StuckEvents } from './stuck-events.ts';

interface Reaction {
  readonly name: string;
  readonly handler: MessageHandler;
}

interface EventServerOptions {
  readonly service: string;
  readonly ignores: readonly string[];
}

/** Somebody published what nobody here expects: an alarm, never a skipped offset. */
export class UnhandledEvent extends Error {
  constructor(readonly type: string) {
    super(`no reaction and no 'ignores' entry for ${type}`);
    this.name = 'UnhandledEvent';
  }
}

/**
 * Nest transport that brings each event to the methods marked `@On` its type: once per reaction, in one
 * transaction with the reaction's effect, on behalf of the event's parties.
 */
export class EventServer extends Server implements CustomTransportStrategy {
  override readonly transportId = eventTransport;
  private readonly reactions = new Map<string, Reaction[]>();

  constructor(
    private readonly bus: Bus,
    private readonly transactions: Transactions,
    private readonly stuck: StuckEvents,
    private readonly options: EventServerOptions,
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
    const reaction = { name: String(extras['reaction']), handler };
    this.reactions.set(type, [...(this.reactions.get(type) ?? []), reaction]);
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
    const handled = [...this.reactions.keys()];
    if (handled.length === 0) return;
    assertEveryTypeIsAnswered(handled, this.options.ignores);
    await this.bus.subscribe([...new Set(handled.map(topicOf))], (envelope) => this.deliver(envelope));
  }

  private deliver(envelope: Envelope): Promise<void> {
    const { type, id, orderId, traceparent } = envelope;
    const attributes = {
      'messaging.system': 'kafka',
      'messaging.destination.name': topicOf(type),
      'event.id': id,
    };
    const name = `process ${type.slice(type.lastIndexOf('.') + 1)}`;
    return inSpan(name, { kind: SpanKind.CONSUMER, attributes, parent: contextOf(traceparent) }, async () => {
      markOrder(orderId);
      try {
        await this.react(envelope);
        this.stuck.resolved(envelope);
      } catch (error) {
        this.stuck.failed(envelope, error);
        if (!(error instanceof NotYetKnown)) log.error({ err: error, event: id, type, orderId }, 'reaction failed');
        throw error;
      }
    });
  }

  private async react(envelope: Envelope): Promise<void> {
    const { type, body } = envelope;
    const reactions = this.reactions.get(type);
    if (!reactions) {
      if (this.options.ignores.includes(type)) return;
      throw new UnhandledEvent(type);
    }
    const event = fromBinary(schemaOf(type), body);
    for (const reaction of reactions) await this.once(reaction, event, envelope);
  }

  /** The inbox row, the effect and the events it leads to commit together, or none of them. */
  private async once({ name, handler }: Reaction, event: unknown, envelope: Envelope): Promise<void> {
    const scope = { by: serviceActor(this.options.service), organisations: envelope.parties, envelope };
    await this.transactions.open(scope, async (tx) => {
      const first = await tx.query(
        'insert into inbox (event_id, reaction) values ($1, $2) on conflict do nothing returning event_id',
        [envelope.id, name],
      );
      if (first.length === 0) return;
      await withScope({ ...scope, tx }, async () => {
        const answer: unknown = await handler(event, new BaseRpcContext([envelope]));
        if (isObservable(answer)) await lastValueFrom(answer, { defaultValue: undefined });
      });
    });
  }
}
