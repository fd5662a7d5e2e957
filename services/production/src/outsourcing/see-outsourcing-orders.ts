import { Controller, Get, Param, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import {
  confirmedDueOf,
  dueOf,
  type OutsourcingOrder,
  providedMaterials,
  quantityOf,
} from './outsourcing-order.rules.ts';
import { OutsourcingOrders } from './outsourcing-order.table.ts';

export class WhichOrders {
  /** The customer order's id. */
  @TextField({ optional: true }) order?: string;
  @TextField({ optional: true }) supplier?: string;
}

const shown = (order: OutsourcingOrder) => {
  const { id, number, orderId, factory, supplier, currency, taxPercent, status, placedOn, acknowledgedOn, changes } =
    order;
  return {
    id,
    number,
    orderId,
    factory,
    supplier,
    currency,
    taxPercent,
    status,
    placedOn,
    acknowledgedOn,
    lines: order.lines.map((line) => ({
      line: line.line,
      item: line.item,
      description: line.description,
      quantity: { value: quantityOf(line), unit: line.unit },
      unitPrice: { amount: line.unitPrice, currency },
      due: dueOf(line),
      confirmedDue: line.confirmations.length > 0 ? confirmedDueOf(line) : null,
      deliveries: line.deliveries,
      confirmations: line.confirmations,
      received: line.received,
      accepted: line.accepted,
      rejected: line.rejected,
    })),
    materials: providedMaterials(order.lines),
    changes,
  };
};

type ShownOrder = ReturnType<typeof shown>;

/** The factory's orders to its suppliers; a supplier sees his own. */
@Controller('outsourcing-orders')
export class SeeOutsourcingOrders {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['factory', 'supplier'] })
  list(@Query() { order, supplier }: WhichOrders): Promise<ShownOrder[]> {
    const where = { ...(order && { orderId: order }), ...(supplier && { supplier }) };
    return this.transactions.run(async (tx) => (await tx.find(OutsourcingOrders, where, { number: 'ASC' })).map(shown));
  }

  @Get(':id')
  @Allow({ kinds: ['factory', 'supplier'] })
  one(@Param('id') id: string): Promise<ShownOrder> {
    return this.transactions.run(async (tx) => shown(await tx.one(OutsourcingOrders, id)));
  }
}
