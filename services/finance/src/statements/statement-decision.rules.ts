import { create, finance } from '@tradeloom/contracts';
import {
  type Decision,
  decimal,
  type IsoDate,
  type Money,
  money,
  must,
  type Outcome,
  total,
  unchanged,
} from '@tradeloom/kernel';
import {
  confirmedBy,
  type Fresh,
  type GoodsLine,
  goodsLines,
  isAgreed,
  type MaterialLine,
  type SettledReceipt,
  type Side,
  type Statement,
  type StatementLine,
  totalsOf,
} from './statement.rules.ts';

/** What of a receipt's lot stands on the statement already. */
const standing = (statement: Statement, { receiptId, line, lot }: Pick<GoodsLine, 'receiptId' | 'line' | 'lot'>) =>
  goodsLines(statement).filter((l) => l.receiptId === receiptId && l.line === line && l.lot === lot);

type Goods = SettledReceipt['goods'][number];

/** Lots of one name are one on a statement; what is told again of a lot adds only its difference, as a line of its own. */
const difference = (statement: Statement, told: Goods, same: readonly Goods[]): Goods[] => {
  const before = standing(statement, told);
  const more = (count: 'received' | 'accepted' | 'rejected'): string =>
    decimal(total(same.map((g) => g[count])))
      .minus(total(before.map((l) => l[count])))
      .toFixed();
  const line = { ...told, received: more('received'), accepted: more('accepted'), rejected: more('rejected') };
  return line.accepted === '0' && line.received === '0' ? [] : [{ ...line, reason: 'corrected' }];
};

const corrections = (statement: Statement, goods: readonly Goods[]): Goods[] =>
  [...Map.groupBy(goods, ({ line, lot }) => JSON.stringify([line, lot])).values()].flatMap((same) =>
    same.slice(0, 1).flatMap((told) => difference(statement, told, same)),
  );

/**
 * A settled receipt adds its lines once; told again after a lot was conceded or accepted later, only what is different.
 * An order's material balance of a lot takes the place of the former one.
 */
export const bookReceipt =
  ({ receiptId, goods, materials }: SettledReceipt): Decision<Statement> =>
  (statement) => {
    const isKnown = goodsLines(statement).some((line) => line.receiptId === receiptId);
    const fresh = isKnown ? corrections(statement, goods) : goods;
    if (fresh.length === 0) return unchanged(statement);
    const { currency } = statement;
    const lines = fresh.map((line) => ({
      ...line,
      kind: 'goods' as const,
      amount: money(decimal(line.accepted).times(line.unitPrice), currency),
    }));
    const next = appended(materials.reduce(balanced, statement), lines);
    return drawn(next);
  };

/** The factory keeps money back for a reason; like every line it needs both sides' word. */
export const deduct =
  (amount: Money, reason: string): Decision<Statement> =>
  (statement) => {
    must(
      amount.currency === statement.currency && decimal(amount.amount).gt(0),
      'finance.statement.deduction-amount',
      { en: `A deduction is above zero, in ${statement.currency}`, zh: `扣款须大于零，币种为 ${statement.currency}` },
      { amount: amount.amount, currency: amount.currency },
    );
    const line = { kind: 'deduction' as const, amount: money(amount.amount, amount.currency), reason, takenBy: null };
    return drawn(appended(statement, [line]));
  };

/** One side says a line is right. With the last word the statement is agreed. */
export const confirmLine =
  (n: number, organisation: string, login: string, on: IsoDate): Decision<Statement> =>
  (statement) => {
    const side = sideOf(statement, organisation);
    const line = lineOf(statement, n);
    if (line.dispute === null && confirmedBy(line, side)) return unchanged(statement);
    must(
      line.dispute === null || line.dispute.side === side,
      'finance.statement.line-disputed',
      { en: `Line ${n} is disputed: ${line.dispute?.reason}`, zh: `第 ${n} 行存在争议：${line.dispute?.reason}` },
      { line: n, reason: line.dispute?.reason ?? '' },
    );
    const others = line.confirmations.filter((one) => one.side !== side);
    const next = withLine(statement, { ...line, dispute: null, confirmations: [...others, { side, login, on }] });
    if (!next.lines.every(isAgreed)) return { state: next, events: [] };
    const { id, supplier, factory, period } = next;
    const { payable } = totalsOf(next);
    const agreed = create(finance.StatementAgreedSchema, {
      statementId: id,
      supplier,
      factory,
      period,
      total: payable,
    });
    return { state: { ...next, status: 'agreed' }, events: [agreed] };
  };

/** One side says a line is wrong, and why; it stays open until that side confirms it. */
export const disputeLine =
  (n: number, reason: string, organisation: string, login: string, on: IsoDate): Decision<Statement> =>
  (statement) => {
    const side = sideOf(statement, organisation);
    const line = lineOf(statement, n);
    must(
      !isAgreed(line),
      'finance.statement.line-agreed',
      { en: `Line ${n} is agreed by both sides`, zh: `第 ${n} 行双方已确认` },
      { line: n },
    );
    const confirmations = line.confirmations.filter((one) => one.side !== side);
    return {
      state: withLine(statement, { ...line, confirmations, dispute: { side, login, on, reason } }),
      events: [],
    };
  };

/** A payment takes off agreed deductions, each of them once. */
export const takeDeductions =
  (numbers: readonly number[], paymentId: string): Decision<Statement> =>
  (statement) => ({
    state: numbers
      .map((n) => lineOf(statement, n))
      .reduce((next, line) => {
        must(
          line.kind === 'deduction' && line.takenBy === null && isAgreed(line),
          'finance.statement.deduction-not-open',
          {
            en: `Line ${line.n} is no open agreed deduction`,
            zh: `第 ${line.n} 行不是可扣除的已确认扣款`,
          },
        );
        return withLine(next, { ...line, takenBy: paymentId });
      }, statement),
    events: [],
  });

const sideOf = (statement: Statement, organisation: string): Side => {
  must(organisation === statement.factory || organisation === statement.supplier, 'finance.statement.not-a-side', {
    en: 'Only the factory and the supplier of a statement may answer it',
    zh: '只有对账双方可以确认对账单',
  });
  return organisation === statement.factory ? 'factory' : 'supplier';
};

const lineOf = (statement: Statement, n: number): StatementLine => {
  const line = statement.lines.find((one) => one.n === n);
  must(line !== undefined, 'finance.statement.no-such-line', { en: `No line ${n}`, zh: `没有第 ${n} 行` }, { line: n });
  return line;
};

const withLine = (statement: Statement, line: StatementLine): Statement => ({
  ...statement,
  lines: statement.lines.map((one) => (one.n === line.n ? line : one)),
});

const appended = (statement: Statement, fresh: readonly Fresh<StatementLine>[]): Statement => ({
  ...statement,
  status: 'open',
  lines: [
    ...statement.lines,
    ...fresh.map((line, at) => ({ ...line, n: statement.lines.length + at + 1, confirmations: [], dispute: null })),
  ],
});

const identity = ['outsourcingNumber', 'item', 'lot'] as const;
const figures = ['issued', 'consumed', 'scrap', 'returned', 'atSupplier'] as const;

const balanced = (statement: Statement, balance: Omit<Fresh<MaterialLine>, 'kind'>): Statement => {
  const before = statement.lines.find(
    (line): line is MaterialLine => line.kind === 'material' && identity.every((name) => line[name] === balance[name]),
  );
  if (!before) return appended(statement, [{ ...balance, kind: 'material' }]);
  if (figures.every((figure) => decimal(before[figure]).eq(balance[figure]))) return statement;
  const line: MaterialLine = { ...before, ...balance, confirmations: [], dispute: null };
  return { ...withLine(statement, line), status: 'open' };
};

const drawn = (statement: Statement): Outcome<Statement> => {
  const { id, supplier, factory, period } = statement;
  return {
    state: statement,
    events: [create(finance.StatementDrawnSchema, { statementId: id, supplier, factory, period })],
  };
};
