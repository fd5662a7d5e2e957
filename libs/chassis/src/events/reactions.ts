import { fromBinary } from '@bufbuild/protobuf';
import { Inject, Injectable } from '@nestjs/common';
import { BaseRpcContext, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { type Actor, serviceActor } from '../access/actor.ts';
import { Transactions } from '../database/transactions.ts';
import type { Tx } from '../database/tx.ts';
import type { Query } from '../held-events/positions.ts';
import { type Scope, withScope } from '../scope.ts';
import { SERVICE, type ServiceDescription } from '../service-description.ts';
import type { Envelope } from './bus.ts';
import { assertEveryTypeIsAnswered } from './event-coverage.ts';
import { schemaOf, topicOf } from './event-types.ts';

interface Reaction {
  readonly name: string;
  readonly handler: MessageHandler;
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
  answerTo(type: string): 'several' | 'one' | 'none' | 'unknown' {
    const count = this.byType.get(type)?.length ?? 0;
    if (count === 0) return this.ignored.has(type) ? 'none' : 'unknown';
    return count === 1 ? 'one' : 'several';
  }

  answeredTypes(): string[] {
    return [...this.byType.keys(), ...this.ignored];
  }

  /**
   * Reactions before one that fails have had their effect, and have it once.
   * @throws ReactionFailed, or NotInTurn when `settle` does
   */
  async run(envelope: Envelope, settle: Settle): Promise<void> {
    const { type, body } = envelope;
    const reactions = this.byType.get(type);
    if (!reactions) return this.transactions.open(this.scopeOf(envelope), (tx) => settle(queryOf(tx)));
    const event = readEvent(type, body);
    for (const [i, reaction] of reactions.entries()) {
      try {
        await this.once(reaction, event, envelope, i === reactions.length - 1 ? settle : nothingMore);
      } catch (error) {
        throw error instanceof NotInTurn ? error : new ReactionFailed(reaction.name, error);
      }
    }
  }

  private scopeOf(envelope: Envelope): Scope {
    return { by: this.by, organisations: envelope.parties, envelope };
  }

  /** The inbox row, the effect, the events it leads to and the event's place commit together, or none of them. */
  private async once({ name, handler }: Reaction, event: unknown, envelope: Envelope, settle: Settle): Promise<void> {
    const scope = this.scopeOf(envelope);
    await this.transactions.open(scope, async (tx) => {
      const query = queryOf(tx);
      const remember =
        'insert into inbox (event_id, reaction) values ($1, $2) on conflict do nothing returning event_id';
      const [first] = await Promise.all([query(remember, [envelope.id, name]), settle(query)]);
      if (first.length === 0) return;
      await withScope({ ...scope, tx }, async () => {
        const answer: unknown = await handler(event, new BaseRpcContext([envelope]));
        if (isObservable(answer)) await lastValueFrom(answer, { defaultValue: undefined });
      });
    });
  }
}

const queryOf =
  (tx: Tx): Query =>
  (sql, parameters) =>
    tx.queryOften(sql, parameters);

const nothingMore: Settle = async () => undefined;

const readEvent = (type: string, body: Uint8Array): unknown => {
  try {
    return fromBinary(schemaOf(type), body);
  } catch (error) {
    throw new ReactionFailed('protobuf', error);
  }
};
