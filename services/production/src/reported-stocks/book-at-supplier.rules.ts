import { decimal, type IsoDate, total } from '@tradeloom/kernel';
import { materialBalance } from '../materials/material-balance.rules.ts';
import type { MaterialMovement } from '../materials/material-movement.rules.ts';
import type { OutsourcingLine, OutsourcingOrder } from '../outsourcing/outsourcing-order.rules.ts';
import type { WorkProgress } from '../progress/progress.rules.ts';
import type { Receipt } from '../receipts/receipt.rules.ts';
import type { Book } from './stock-difference.rules.ts';

/** Everything between a factory and one supplier that moves material. */
export interface SupplierBooks {
  readonly orders: readonly OutsourcingOrder[];
  readonly movements: readonly MaterialMovement[];
  readonly receipts: readonly Receipt[];
  readonly work: readonly WorkProgress[];
}

/**
 * The book of a material at a supplier at the end of a day, over all his orders: the balances of each order (issued =
 * consumed + scrap + returned + at supplier), less what stands in pieces made and not delivered. Lots are not compared
 * one by one: the balance uses them up in the order they came, the supplier as he likes. Of progress only the latest
 * figures are kept, so a count is held against what is known of finished and scrapped pieces when it comes.
 */
export const bookAtSupplier = (item: string, day: IsoDate, books: SupplierBooks): Book => {
  const parts = books.orders.map((order) => bookOfOrder(item, day, order, books));
  const sum = (part: (book: Book) => string): string => total(parts.map(part));
  return {
    issued: sum((b) => b.issued),
    consumed: sum((b) => b.consumed),
    scrap: sum((b) => b.scrap),
    returned: sum((b) => b.returned),
    madeUp: sum((b) => b.madeUp),
    raw: sum((b) => b.raw),
  };
};

const bookOfOrder = (item: string, day: IsoDate, order: OutsourcingOrder, books: SupplierBooks): Book => {
  const movements = books.movements.filter(
    (m) => m.outsourcingOrderId === order.id && m.countersignedOn !== null && m.countersignedOn <= day,
  );
  const receipts = books.receipts.filter((r) => r.outsourcingOrderId === order.id && r.receivedOn <= day);
  const uses = order.lines.map((line) => {
    const finished = workOn(line, order, books.work)?.figures.finished;
    const delivered = deliveredOf(line, receipts);
    const open = decimal(finished?.good ?? '0').minus(delivered);
    const made = open.gt(0) ? open : decimal(0);
    return { delivered, scrapped: finished?.scrap ?? '0', made, materials: line.materials };
  });
  const balances = materialBalance(movements, uses).filter((b) => b.item === item);
  const madeUp = total(
    uses.flatMap(({ made, materials }) =>
      materials.filter((m) => m.item === item).map((m) => decimal(m.perPiece.value).times(made)),
    ),
  );
  const atSupplier = total(balances.map((b) => b.atSupplier));
  return {
    issued: total(balances.map((b) => b.issued)),
    consumed: total(balances.map((b) => b.consumed)),
    scrap: total(balances.map((b) => b.scrap)),
    returned: total(balances.map((b) => b.returned)),
    madeUp,
    raw: decimal(atSupplier).minus(madeUp).toFixed(),
  };
};

const workOn = (line: OutsourcingLine, { id }: OutsourcingOrder, work: readonly WorkProgress[]) =>
  work.find((w) => w.outsourcingOrderId === id && w.outsourcingLine === line.line);

/** Pieces that came back from rework consumed their material when they came first. */
const deliveredOf = ({ line }: OutsourcingLine, receipts: readonly Receipt[]): string =>
  total(receipts.flatMap((r) => r.lines.filter((l) => l.line === line && !l.rework).map(({ received }) => received)));
