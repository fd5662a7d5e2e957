import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from './access/actor.ts';
import type { Tx } from './database/tx.ts';
import type { Envelope } from './events/bus.ts';

/** What the present work runs under: who acts, on whose data, and what set it in motion. */
export interface Scope {
  readonly by: Actor;
  /** Organisations whose rows this work may see and write. */
  readonly organisations: readonly string[];
  /** It only shows what there is (GET): nothing can be written. */
  readonly shows?: boolean;
  /** The event being reacted to. */
  readonly envelope?: Envelope;
  /** The transaction that a reaction's work joins. */
  readonly tx?: Tx;
}

const storage = new AsyncLocalStorage<Scope>();

export const withScope = <T>(scope: Scope, work: () => T): T => storage.run(scope, work);

/** @throws Error when called outside a door or a reaction: nothing runs on nobody's behalf */
export const currentScope = (): Scope => {
  const scope = storage.getStore();
  if (!scope) throw new Error('no scope: work must start at a door or a reaction');
  return scope;
};

/** Who does the present work, for the log. */
export const actorOfScope = (): Actor | undefined => storage.getStore()?.by;

/** The order that the present work is about, where it is known. */
export const orderOfScope = (): string | undefined => storage.getStore()?.envelope?.orderId ?? undefined;
