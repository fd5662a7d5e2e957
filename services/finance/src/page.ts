import { type Identified, type Noun, TextField, type Tx } from '@tradeloom/chassis';
import { type FindOptionsWhere, LessThan } from 'typeorm';

/** Rows of a list, and where the next page begins; null on the last one. */
export interface Page<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
}

export const pageSize = 50;

export const AfterField = (): PropertyDecorator =>
  TextField({ max: 200, optional: true, description: 'the `next` of the page before' });

/** The newest first: ids grow with the time at which they were made. */
export const newestFirst = async <State extends Identified>(
  tx: Tx,
  noun: Noun<State>,
  where: Omit<FindOptionsWhere<State>, 'id'>,
  after: string | undefined,
): Promise<Page<State>> => {
  const before = after === undefined ? {} : { id: LessThan(after) };
  const asked = { ...where, ...before } as FindOptionsWhere<State>;
  return paged(
    await tx.find(noun, asked, { id: 'DESC' } as Parameters<typeof tx.find<State>>[2], pageSize + 1),
    ({ id }) => id,
  );
};

/** One row more than a page was read, to know whether there is another. */
export const paged = <Row>(rows: readonly Row[], placeOf: (row: Row) => string): Page<Row> => {
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return { items, next: rows.length > pageSize && last !== undefined ? placeOf(last) : null };
};
