import type { EntitySchema, EntitySchemaColumnOptions } from 'typeorm';
import type { Deadlines } from '../deadlines/deadline.ts';

/** What every aggregate's row bears: an immutable id, a version, and the organisations that may see it. */
export interface Identified {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
}

/** A noun of the business and the table it is kept in. */
export interface Noun<State extends Identified> {
  readonly name: string;
  readonly table: EntitySchema<State>;
  /** What its states wait for, and until when; kept with every state. */
  readonly deadlines?: Deadlines<State>;
}

export const nounColumns = {
  id: { type: 'text', primary: true },
  version: { type: 'int' },
  parties: { type: 'text', array: true },
} as const satisfies Record<string, EntitySchemaColumnOptions>;
