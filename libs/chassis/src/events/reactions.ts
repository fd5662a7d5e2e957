import { fromBinary } from '@bufbuild/protobuf';
import { Inject, Injectable } from '@nestjs/common';
import { BaseRpcContext, type MessageHandler } from '@nestjs/microservices';
import { SpanKind } from '@opentelemetry/api';
import { isObservable, lastValueFrom } from 'rxjs';
import { type Actor, serviceActor } from '../access/actor.ts';
import { Transactions } from '../database/transactions.ts';
import type { Tx } from '../database/tx.ts';
import type { Query } from '../held-events/positions.ts';
import { type Scope, withScope } from '../scope.ts';
import { SERVICE, type ServiceDescription } from '../service-description.ts';
import { contextOf, inSpan, linkTo } from '../telemetry/tracing.ts';
import type { Envelope } from './bus.ts';
import { assertEveryTypeIsAnswered } from './event-coverage.ts';
import { schemaOf, topicOf } from './event-types.ts';
import type { Heard } from './on.ts';

interface Reaction {
  readonly name: string;
  readonly handler: MessageHandler;
  /** It only listens, to several events at a time. */
  readonly hears: boolean;
}

/** What is to commit together with the event's last reaction. @throws NotInTurn to take the reaction back */
export type Settle = (query: Query) => Promise<void>;

/** The event is not the next of its aggregate, or something of its lane is held: it was not tried. */
export class NotInTurn extends Error {
  constructor() {
    super('not in turn');
    this.name = 'NotInTurn';
  }
}

/** Which reaction threw, and what. */
export class ReactionFailed extends Error {
  constructor(
    readonly reaction: string,
    override readonly cause: unknown,
  ) {
    super(`${reaction}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'ReactionFailed';
  }
}

/**
 * What the service does about each type of event: once per reaction, in one transaction with the reaction's effect, on
 * behalf of the event's parties.
 */
@Injectable()
export class Reactions {
  private readonly byType = new Map<string, Reaction[]>();
  private readonly by: Actor;
  private readonly ignored: ReadonlySet<string>;

  constructor(
    private readonly transactions: Transactions,
    @Inject(SERVICE) { service, ignores = [] }: ServiceDescription,
  ) {
    this.by = serviceActor(service);
    this.ignored = new Set(ignores.map((schema) => schema.typeName));
  }

  add(type: string, reaction: Reaction): void {
    this.byType.set(type, [...(this.byType.get(type) ?? []), reaction]);
  }

  /** The topics to listen to. @throws Error when a type on them is neither handled nor ignored */
  topics(): string[] {
    const handled = [...this.byType.keys()];
    if (handled.length === 0) return [];
    assertEveryTypeIsAnswered(handled, [...this.ignored]);
    return [...new Set(handled.map(topicOf))];
  }

  /** An `unknown` type is one that this release neither handles nor ignores: it was not there when it was made. */
  answerTo(type: string): 'several' | 'one' | 'heard' | 'none' | 'unknown' {
    const [reaction, ...others] = this.byType.get(type) ?? [];
    if (!reaction) return this.ignored.has(type) ? 'none' : 'unknown';
    if (others.length > 0) return 'several';
    return reaction.hears ? 'heard' : 'one';
  }

  answeredTypes(): string[] {
    return [...this.byType.keys(), ...this.ignored];
  }

  /**
   * Reactions before one that fails have had their effect, and have it once.
   * @throws ReactionFailed, or NotInTurn when `settle` does
   */
  async run(envelope: Envelope, settle: Settle): Promise<void> {
    const reactions = this.byType.get(envelope.type);
    if (!reactions) return this.transactions.open(this.scopeOf(envelope), (tx) => settle(queryOf(tx)));
    const heard = heardOf(envelope);
    for (const [i, reaction] of reactions.entries()) {
      try {
        await this.once(reaction, [heard], this.scopeOf(envelope), i === reactions.length - 1 ? settle : nothingMore);
      } catch (error) {
        throw error instanceof NotInTurn ? error : new ReactionFailed(reaction.name, error);
      }
    }
  }

  /**
   * Events that are only heard, in one transaction on behalf of all their parties and of nobody else.
   * @throws what went wrong with any of them, or what `settle` throws: none has had its effect
   */
  async runTogether(envelopes: readonly Envelope[], settle: Settle): Promise<void> {
    const [first] = envelopes;
    const reaction = first && this.byType.get(first.type)?.[0];
    if (!reaction) throw new Error('nobody hears these events');
    const attributes = { 'messaging.system': 'kafka', 'messaging.batch.message_count': envelopes.length };
    const links = envelopes.flatMap(({ traceparent }) => linkTo(traceparent) ?? []);
    const start = { kind: SpanKind.CONSUMER, attributes, links, parent: contextOf(null) };
    await inSpan('process batch', start, () =>
      this.once(reaction, envelopes.map(heardOf), { by: this.by, organisations: partiesOf(envelopes) }, settle),
    );
  }

  private scopeOf(envelope: Envelope): Scope {
    return { by: this.by, organisations: envelope.parties, envelope };
  }

  /** The inbox rows, the effect, the events it leads to and the events' places commit together, or none of them. */
  private async once(reaction: Reaction, heard: readonly Heard[], scope: Scope, settle: Settle): Promise<void> {
    await this.transactions.open(scope, async (tx) => {
      const query = queryOf(tx);
      const ids = heard.map(({ envelope }) => envelope.id);
      const [news] = await Promise.all([remembered(query, reaction, ids), settle(query)]);
      const isNew = ({ envelope }: Heard): boolean => news.has(envelope.id);
      await withScope({ ...scope, tx }, () => answered(reaction, heard.filter(isNew)));
    });
  }
}

const answered = async ({ handler, hears }: Reaction, heard: readonly Heard[]): Promise<void> => {
  const [first] = heard;
  if (!first) return;
  const context = new BaseRpcContext(heard.map(({ envelope }) => envelope));
  const answer: unknown = await handler(hears ? heard : first.event, context);
  if (isObservable(answer)) await lastValueFrom(answer, { defaultValue: undefined });
};

/** @returns those of the events that the reaction has not had before */
const remembered = async (query: Query, { name }: Reaction, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  const news = await query<{ event_id: string }>(
    'insert into inbox (event_id, reaction) select unnest($1::uuid[]), $2 on conflict do nothing returning event_id',
    [ids, name],
  );
  return new Set(news.map(({ event_id }) => event_id));
};

const queryOf =
  (tx: Tx): Query =>
  (sql, parameters) =>
    tx.queryOften(sql, parameters);

const partiesOf = (envelopes: readonly Envelope[]): string[] => [
  ...new Set(envelopes.flatMap(({ parties }) => parties)),
];

const nothingMore: Settle = async () => undefined;

const heardOf = (envelope: Envelope): Heard => {
  try {
    return { event: fromBinary(schemaOf(envelope.type), envelope.body), envelope };
  } catch (error) {
    throw new ReactionFailed('protobuf', error);
  }
};
