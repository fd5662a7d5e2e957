import type { EntitySchema, EntitySchemaColumnOptions, FindOptionsWhere } from 'typeorm';
import { conditionsOf } from './conditions.ts';
import type { Identified } from './noun.ts';

/** One statement as the driver takes it; a named one is parsed and planned once per connection. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
}

/** Which columns to sort by, the first one first. */
export type Order<State> = { readonly [Property in keyof State]?: 'ASC' | 'DESC' };

interface Column {
  readonly property: string;
  readonly name: string;
  readonly type: string;
}

const quoted = (name: string): string => `"${name}"`;

/** Every connection keeps the plans of named statements: rare shapes, once there are so many, stay without a name. */
const mostNames = 200;
const statementNames = new Map<string, string>();

/** For texts that the code composes and will use again; never for one with values in it. */
export const prepared = (text: string, values: unknown[]): Statement => {
  const known = statementNames.get(text);
  if (known) return { name: known, text, values };
  if (statementNames.size >= mostNames) return { text, values };
  const name = `s${statementNames.size}`;
  statementNames.set(text, name);
  return { name, text, values };
};

/** `($1, $2), ($3, default)` for rows of a statement. @param values of that statement, appended to */
export const placesFor = (rows: readonly (readonly unknown[])[], values: unknown[]): string => {
  const placeFor = (value: unknown): string => (value === undefined ? 'default' : `$${values.push(value)}`);
  return rows.map((row) => `(${row.map(placeFor).join(', ')})`).join(', ');
};

const columnsOf = (table: EntitySchema<unknown>): Column[] =>
  Object.entries<EntitySchemaColumnOptions | undefined>(table.options.columns).map(([property, column]) => ({
    property,
    name: quoted(column?.name ?? property),
    type: String(column?.type),
  }));

/** The SQL by which a noun's rows are read and written, composed once from its columns. */
export class Statements<State extends Identified> {
  private readonly noun: string;
  private readonly table: string;
  private readonly columns: readonly Column[];
  private readonly moments: readonly string[];
  private readonly names: ReadonlyMap<string, string>;
  private readonly selection: string;
  private readonly jsonSelection: string;

  constructor(table: EntitySchema<State>) {
    this.noun = table.options.name;
    this.table = quoted(table.options.tableName ?? table.options.name);
    this.columns = columnsOf(table as EntitySchema<unknown>);
    this.names = new Map(this.columns.map(({ property, name }) => [property, name]));
    this.moments = this.columns.filter(({ type }) => type === 'timestamptz').map(({ property }) => property);
    this.selection = this.selecting(({ name }) => name);
    // a JSON number would lose a decimal's digits
    this.jsonSelection = this.selecting(({ name, type }) => (type === 'numeric' ? `${name}::text` : name));
  }

  /** As part of a statement; what a state leaves open gets the table's default. @param values appended to */
  insert(states: readonly State[], values: unknown[]): string {
    const names = this.columns.map(({ name }) => name);
    const rows = states.map((state) => this.written(state));
    return `insert into ${this.table} (${names.join(', ')}) values ${placesFor(rows, values)}`;
  }

  /** As part of a statement; what the state leaves open stays as it is. @param values appended to */
  update(state: State, values: unknown[]): string {
    const written = this.written(state);
    const settings = this.columns.flatMap(({ name }, i) =>
      written[i] === undefined ? [] : `${name} = $${values.push(written[i])}`,
    );
    return `update ${this.table} set ${settings.join(', ')} where id = $${values.push(state.id)}`;
  }

  /** The row stays as it is until the transaction ends. */
  lock(id: string): Statement {
    return prepared(`${this.selection} where id = $1 for update`, [id]);
  }

  find(where: FindOptionsWhere<State>, order: Order<State> = {}, most?: number): Statement {
    const values: unknown[] = [];
    const conditions = this.conditions(where, values);
    const sorting = Object.entries(order).map(
      ([property, direction]) => `${this.nameOf(property)} ${String(direction)}`,
    );
    const sorted = sorting.length === 0 ? '' : ` order by ${sorting.join(', ')}`;
    const limited = most === undefined ? '' : ` limit $${values.push(most)}`;
    return prepared(this.selection + conditions + sorted + limited, values);
  }

  /** The rows as one JSON list, to stand in a larger statement. @param values of that statement, appended to */
  list(where: FindOptionsWhere<State>, values: unknown[]): string {
    return `(select json_agg(row) from (${this.jsonSelection}${this.conditions(where, values)}) row)`;
  }

  /** The states in a list; in JSON a moment is a text. */
  statesIn(list: readonly Record<string, unknown>[] | null): State[] {
    const states = list ?? [];
    for (const state of states) {
      for (const moment of this.moments) {
        if (typeof state[moment] === 'string') state[moment] = new Date(state[moment]);
      }
    }
    return states as unknown as State[];
  }

  private written(state: State): unknown[] {
    const values = state as unknown as Readonly<Record<string, unknown>>;
    return this.columns.map(({ property, type }) => {
      const value = values[property];
      return type === 'jsonb' && value !== null && value !== undefined ? JSON.stringify(value) : value;
    });
  }

  private selecting(expressionFor: (column: Column) => string): string {
    const selected = this.columns.map((column) => `${expressionFor(column)} as ${quoted(column.property)}`);
    return `select ${selected.join(', ')} from ${this.table}`;
  }

  private conditions(where: FindOptionsWhere<State>, values: unknown[]): string {
    return conditionsOf(where, (property) => this.nameOf(property), values);
  }

  private nameOf(property: string): string {
    const name = this.names.get(property);
    if (!name) throw new Error(`${this.noun} has no column ${property}`);
    return name;
  }
}

const composed = new WeakMap<object, unknown>();

export const statementsOf = <State extends Identified>(table: EntitySchema<State>): Statements<State> => {
  const known = composed.get(table);
  if (known) return known as Statements<State>;
  const fresh = new Statements(table);
  composed.set(table, fresh);
  return fresh;
};
