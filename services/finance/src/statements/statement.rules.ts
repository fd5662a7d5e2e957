import { decimal, type IsoDate, type Money, money, sumOf } from '@tradeloom/kernel';

export type Side = 'factory' | 'supplier';

export interface Confirmation {
  readonly side: Side;
  readonly login: string;
  readonly on: IsoDate;
}

export interface Dispute {
  readonly side: Side;
  readonly login: string;
  readonly on: IsoDate;
  readonly reason: string;
}

interface LineOf<Kind extends string> {
  /** counts from 1 and never changes */
  readonly n: number;
  readonly kind: Kind;
  readonly confirmations: readonly Confirmation[];
  readonly dispute: Dispute | null;
}

/** Goods received: what was accepted is paid, what was rejected is shown beside it. */
export interface GoodsLine extends LineOf<'goods'> {
  readonly receiptId: string;
  readonly receipt: string;
  readonly receivedOn: IsoDate;
  readonly orderId: string;
  readonly outsourcingNumber: string;
  readonly line: string;
  readonly item: string;
  readonly lot: string;
  readonly received: string;
  readonly accepted: string;
  readonly rejected: string;
  readonly unit: string;
  readonly unitPrice: string;
  readonly taxPercent: string;
  /** accepted x price, before tax */
  readonly amount: Money;
  readonly reason: string;
}

/** Money kept back, with its reason; taken off by one payment. 扣款 */
export interface DeductionLine extends LineOf<'deduction'> {
  readonly amount: Money;
  readonly reason: string;
  readonly takenBy: string | null;
}

/** The provided material of one lot for one order: issued = consumed + scrap + returned + at supplier. */
export interface MaterialLine extends LineOf<'material'> {
  readonly outsourcingNumber: string;
  readonly item: string;
  readonly lot: string;
  readonly unit: string;
  readonly issued: string;
  readonly consumed: string;
  readonly scrap: string;
  readonly returned: string;
  readonly atSupplier: string;
}

export type StatementLine = GoodsLine | DeductionLine | MaterialLine;

/** What a factory and a supplier owe each other for a calendar month, line by line. 对账单 */
export interface Statement {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly factory: string;
  readonly supplier: string;
  /** 2026-12 */
  readonly period: string;
  readonly currency: string;
  readonly status: 'open' | 'agreed';
  readonly lines: readonly StatementLine[];
}

export type Heading = Pick<Statement, 'factory' | 'supplier' | 'period' | 'currency'>;
/** A line before it has its number and anybody's word. */
export type Fresh<Line> = Line extends StatementLine ? Omit<Line, 'n' | 'confirmations' | 'dispute'> : never;

/** A receipt as inspection left it. */
export interface SettledReceipt {
  readonly receiptId: string;
  readonly goods: readonly Omit<Fresh<GoodsLine>, 'kind' | 'amount'>[];
  readonly materials: readonly Omit<Fresh<MaterialLine>, 'kind'>[];
}

export const statementId = ({ factory, supplier, period, currency }: Heading): string =>
  [factory, supplier, period, currency].join('.');

export const blankStatement = (heading: Heading): Statement => ({
  ...heading,
  id: statementId(heading),
  version: 0,
  parties: [heading.factory, heading.supplier],
  status: 'open',
  lines: [],
});

export const isAgreed = (line: StatementLine): boolean =>
  line.dispute === null && confirmedBy(line, 'factory') && confirmedBy(line, 'supplier');

export const goodsLines = (statement: Statement): GoodsLine[] =>
  statement.lines.filter((line): line is GoodsLine => line.kind === 'goods');

/** Deductions that both sides agreed to and no payment took off yet. */
export const openDeductions = (statement: Statement): DeductionLine[] =>
  statement.lines.filter(
    (line): line is DeductionLine => line.kind === 'deduction' && line.takenBy === null && isAgreed(line),
  );

/** Net of the accepted goods, their tax (rounded per rate), deductions, and what is payable in the end. */
export const totalsOf = (statement: Statement): { net: Money; tax: Money; deductions: Money; payable: Money } => {
  const { currency } = statement;
  const goods = goodsLines(statement);
  const net = sumOf(
    goods.map((line) => line.amount),
    currency,
  );
  const rates = [...new Set(goods.map((line) => line.taxPercent))];
  const tax = sumOf(
    rates.map((rate) => {
      const base = sumOf(
        goods.filter((line) => line.taxPercent === rate).map((line) => line.amount),
        currency,
      );
      return money(
        decimal(base.amount)
          .times(rate || 0)
          .div(100),
        currency,
      );
    }),
    currency,
  );
  const deductions = sumOf(
    statement.lines.flatMap((line) => (line.kind === 'deduction' ? [line.amount] : [])),
    currency,
  );
  return {
    net,
    tax,
    deductions,
    payable: money(decimal(net.amount).plus(tax.amount).minus(deductions.amount), currency),
  };
};

export const confirmedBy = (line: StatementLine, side: Side): boolean =>
  line.confirmations.some((one) => one.side === side);
