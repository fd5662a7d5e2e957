import type { FindOptionsWhere } from 'typeorm';
import type { Identified, Noun } from './noun.ts';
import { prepared, type Statement, statementsOf } from './statements.ts';

type JsonList = Record<string, unknown>[] | null;

/** Which aggregates of a noun are wanted, as a part of a larger statement. */
export interface Question<State> {
  /** @param values of the whole statement, appended to */
  readonly list: (values: unknown[]) => string;
  readonly states: (list: JsonList) => State[];
}

type Questions = Readonly<Record<string, Question<unknown>>>;

export type Answers<Asked> = {
  readonly [Name in keyof Asked]: Asked[Name] extends Question<infer State> ? State[] : never;
};

export const allOf = <State extends Identified>(
  { table }: Noun<State>,
  where: FindOptionsWhere<State>,
): Question<State> => ({
  list: (values) => statementsOf(table).list(where, values),
  states: (list) => statementsOf(table).statesIn(list),
});

/** The next number of a sequence. */
export const nextOf = (sequence: string): Question<string> => ({
  list: () => `(select json_build_array(json_build_object('drawn', nextval('${sequence}')::text)))`,
  states: (list) => (list ?? []).map(({ drawn }) => String(drawn)),
});

/** One statement that answers several questions, each in a column of its name. */
export const askedTogether = (questions: Questions): Statement => {
  const values: unknown[] = [];
  const lists = Object.entries(questions).map(([name, { list }]) => `${list(values)} as "${name}"`);
  return prepared(`select ${lists.join(', ')}`, values);
};

export const answersTo = <Asked extends Questions>(
  questions: Asked,
  row: Readonly<Record<string, JsonList>> = {},
): Answers<Asked> =>
  Object.fromEntries(
    Object.entries(questions).map(([name, { states }]) => [name, states(row[name] ?? null)]),
  ) as Answers<Asked>;
