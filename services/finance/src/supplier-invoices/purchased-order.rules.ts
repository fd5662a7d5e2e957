import type { production } from '@tradeloom/contracts';
import { total } from '@tradeloom/kernel';
import type { Statement } from '../statements/statement.rules.ts';
import { goodsLines, isAgreed } from '../statements/statement.rules.ts';
import type { SupplierInvoice } from './supplier-invoice.rules.ts';
import { type MatchedAgainst, type MatchPolicy, type PresentedInvoice, strictPolicy } from './three-way-match.rules.ts';

/** An outsourcing order as far as an invoice is matched against it: the first of the three ways. */
export interface PurchasedOrder {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly number: string;
  readonly orderId: string;
  readonly factory: string;
  readonly supplier: string;
  readonly currency: string;
  readonly taxPercent: string;
  readonly lines: readonly { readonly line: string; readonly unit: string; readonly unitPrice: string }[];
}

/** Tolerances of a factory, for one supplier or (supplier empty) for all. Master data; strict where none is set. */
export interface MatchTolerance extends MatchPolicy {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly factory: string;
  readonly supplier: string;
}

/** The lines of an outsourcing order, as far as an invoice is held against them. */
export const pricedLines = (lines: readonly production.OutsourcingLine[]): PurchasedOrder['lines'] =>
  lines.map(({ line, quantity, unitPrice }) => ({ line, unit: quantity?.unit ?? '', unitPrice }));

/** The supplier's own tolerance wins over the factory's general one. */
export const policyFor = (tolerances: readonly MatchTolerance[], supplier: string): MatchPolicy =>
  tolerances.find((one) => one.supplier === supplier) ?? tolerances.find((one) => one.supplier === '') ?? strictPolicy;

/** What orders, statements and earlier invoices say about every line that an invoice may name. */
export const matchedAgainst = (
  orders: readonly PurchasedOrder[],
  statements: readonly Statement[],
  earlier: readonly SupplierInvoice[],
): MatchedAgainst[] => {
  const goods = statements.flatMap(goodsLines);
  const billed = earlier.filter((invoice) => invoice.status !== 'refused').flatMap((invoice) => invoice.lines);
  return orders.flatMap(({ number, currency, taxPercent, lines }) =>
    lines.map(({ line, unit, unitPrice }) => {
      const accepted = goods.filter((one) => one.outsourcingNumber === number && one.line === line);
      const invoiced = billed.filter((one) => one.orderNumber === number && one.line === line);
      return {
        orderNumber: number,
        line,
        currency,
        unit,
        unitPrice,
        taxPercent,
        agreed: total(accepted.filter(isAgreed).map((one) => one.accepted)),
        open: total(accepted.filter((one) => !isAgreed(one)).map((one) => one.accepted)),
        invoiced: total(invoiced.map((one) => one.quantity)),
      };
    }),
  );
};

/** Who of the factory confirmed what this invoice asks for, and which orders it belongs to. */
export const drawnFrom = (
  { lines }: PresentedInvoice,
  orders: readonly PurchasedOrder[],
  statements: readonly Statement[],
): { preparedBy: string[]; orderIds: string[] } => {
  const goods = statements
    .flatMap(goodsLines)
    .filter((one) => lines.some(({ orderNumber, line }) => orderNumber === one.outsourcingNumber && line === one.line));
  const confirmers = goods.flatMap((one) => one.confirmations.filter(({ side }) => side === 'factory'));
  return {
    preparedBy: [...new Set(confirmers.map(({ login }) => login))],
    orderIds: [...new Set(orders.map(({ orderId }) => orderId))],
  };
};
