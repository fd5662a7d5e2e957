import type { Tx } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { MaterialMovements } from '../materials/material-movement.table.ts';
import { OutsourcingOrders } from '../outsourcing/outsourcing-order.table.ts';
import { Progress } from '../progress/progress.table.ts';
import { Receipts } from '../receipts/receipt.table.ts';
import { bookAtSupplier } from './book-at-supplier.rules.ts';
import { lastCount } from './reported-stock.rules.ts';
import { ReportedStocks } from './reported-stock.table.ts';
import { differenceId, holdAgainst, noDifference, type StockDifference } from './stock-difference.rules.ts';
import { StockDifferences } from './stock-difference.table.ts';

/** Holds the last count of a material at a supplier against issues, returns, receipts and scrap. */
export const compareWithBooks = async (
  tx: Tx,
  about: Pick<StockDifference, 'owner' | 'holder' | 'item' | 'unit'>,
): Promise<void> => {
  const { owner, holder, item } = about;
  const count = lastCount(await tx.find(ReportedStocks, { owner, holder, item }, { id: 'ASC' }));
  if (!count) return;
  const orders = await tx.find(OutsourcingOrders, { factory: owner, supplier: holder }, { id: 'ASC' });
  const ofTheirs = { outsourcingOrderId: In(orders.map(({ id }) => id)) };
  const book = bookAtSupplier(item, count.asOf, {
    orders,
    movements: await tx.find(MaterialMovements, { ...ofTheirs, item }, { id: 'ASC' }),
    receipts: await tx.find(Receipts, ofTheirs),
    work: await tx.find(Progress, ofTheirs),
  });
  await tx.changeOrAdd(StockDifferences, differenceId(about), () => noDifference(about), holdAgainst(count, book));
};
