import { Controller } from '@nestjs/common';
import { newId, On, Transactions, type Tx } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { findOutsourcingOrder } from '../outsourcing/find-outsourcing-order.ts';
import { refuseDocument, tryDocument } from '../refusals/refuse-document.ts';
import { announceDelivery } from './despatch.rules.ts';
import { Despatches } from './despatch.table.ts';

/** A supplier's delivery note: what it says of each order is announced to the factory; said twice, once. */
@Controller()
export class WhenGoodsDespatched {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.GoodsDespatchedSchema)
  handle(note: gateway.GoodsDespatched): Promise<void> {
    const { ref, supplier, buyer, despatchNumber, lines } = note;
    return this.transactions.run(async (tx) => {
      const findings = [];
      for (const orderNumber of new Set(lines.map((l) => l.orderNumber))) {
        const refused = await tryDocument({ order: orderNumber, despatch: despatchNumber }, () =>
          announce(tx, note, orderNumber),
        );
        if (refused) findings.push(refused);
      }
      if (findings.length === 0) return;
      await refuseDocument(tx, { partner: supplier, receiver: buyer, documentNumber: despatchNumber, ref }, findings);
    });
  }
}

const announce = async (tx: Tx, note: gateway.GoodsDespatched, orderNumber: string): Promise<void> => {
  const { supplier, buyer: factory, despatchNumber: number, despatchDate: despatchedOn } = note;
  const order = await findOutsourcingOrder(tx, { factory, supplier, number: orderNumber });
  const known = await tx.find(Despatches, { supplier, number, outsourcingOrderId: order.id });
  if (known.length > 0) return;
  const lines = note.lines
    .filter((l) => l.orderNumber === orderNumber)
    .map(({ line, lot, quantity, unit, cartons }) => ({ line, lot, quantity, unit, cartons }));
  await tx.add(Despatches, announceDelivery({ id: newId(), number, factory, supplier, despatchedOn, lines }, order));
};
