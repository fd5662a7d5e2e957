import { FindOperator } from 'typeorm';

/** How TypeORM's operators read in SQL; another one is added here when it is first needed. */
const operators: Readonly<Record<string, (column: string, place: string) => string>> = {
  equal: (column, place) => `${column} = ${place}`,
  lessThan: (column, place) => `${column} < ${place}`,
  moreThan: (column, place) => `${column} > ${place}`,
  in: (column, place) => `${column} = any(${place})`,
  arrayContains: (column, place) => `${column} @> ${place}`,
  arrayOverlap: (column, place) => `${column} && ${place}`,
};

/** `Raw((item) => `${item} = any(:named)`, { named })`: hand-written SQL, its `:names` as places. */
const rawSql = (raw: FindOperator<unknown>, column: string, values: unknown[]): string => {
  const given = raw.objectLiteralParameters ?? {};
  const sql = raw.getSql?.(column) ?? '';
  return sql.replaceAll(/(?<!:):(\w+)/g, (_, name: string) => `$${values.push(given[name])}`);
};

/** `{ trader: 'a', status: In([...]) }` as SQL: every condition must hold. @param values appended to */
export const conditionsOf = (where: object, nameOf: (property: string) => string, values: unknown[]): string => {
  const condition = (column: string, wanted: unknown): string => {
    if (wanted === undefined || wanted === null) throw new Error(`${column}: say IsNull() to look for nothing`);
    if (!(wanted instanceof FindOperator)) return `${column} = $${values.push(wanted)}`;
    if (wanted.type === 'isNull') return `${column} is null`;
    if (wanted.type === 'raw') return `(${rawSql(wanted, column, values)})`;
    if (wanted.type === 'not') return `not (${condition(column, wanted.child ?? wanted.value)})`;
    const operator = operators[wanted.type];
    if (!operator) throw new Error(`${column}: the operator ${wanted.type} has no SQL here`);
    return operator(column, `$${values.push(wanted.value)}`);
  };
  const conditions = Object.entries(where as Readonly<Record<string, unknown>>).map(([property, wanted]) =>
    condition(nameOf(property), wanted),
  );
  return conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
};
