import { Controller } from '@nestjs/common';
import { On, Transactions, type Tx } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { DomainError, must } from '@tradeloom/kernel';
import { In } from 'typeorm';
import { refuseWith } from '../document-refusals/refusing.ts';
import { Orders } from '../orders/order.table.ts';
import { sourceOf } from '../orders/source.rules.ts';
import { askStatus, openStatuses, reportNumberOf } from './status-enquiry.rules.ts';

type Asked = Pick<gateway.EnquiredOrder, 'orderNumber' | 'lines' | 'position'>;

/** A customer's 869: each of his orders is answered for itself; what he has no order for goes back, with its place. */
@Controller()
export class WhenOrderStatusEnquired {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.OrderStatusEnquiredSchema)
  handle(enquiry: gateway.OrderStatusEnquired): Promise<void> {
    return this.transactions.run(async (tx) => {
      const refused: DomainError[] = [];
      for (const [index, asked] of (await askedOrders(tx, enquiry)).entries()) {
        try {
          await this.ask(tx, enquiry, asked, reportNumberOf(enquiry.enquiryNumber, index));
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          refused.push(placed(error, asked));
        }
      }
      const { customer: partner, seller: receiver, enquiryNumber: documentNumber, ref } = enquiry;
      await refuseWith(tx, { partner, receiver, documentNumber, source: sourceOf(ref) }, refused);
    });
  }

  private async ask(
    tx: Tx,
    { customer, seller: trader }: gateway.OrderStatusEnquired,
    { orderNumber: customerOrder, lines }: Asked,
    reportNumber: string,
  ): Promise<void> {
    const [order] = await tx.find(Orders, { customer, trader, customerOrder });
    must(
      order !== undefined,
      'orders.enquiry.unknown-order',
      { en: `No order ${customerOrder} is known`, zh: `未找到订单 ${customerOrder}` },
      { customerOrder, value: customerOrder },
    );
    await tx.change(Orders, order.id, askStatus({ lines, reportNumber }));
  }
}

/** An enquiry that names no order asks about every open one. */
const askedOrders = async (tx: Tx, { customer, seller, orders }: gateway.OrderStatusEnquired): Promise<Asked[]> => {
  if (orders.length > 0) return orders;
  const open = await tx.find(Orders, { customer, trader: seller, status: In([...openStatuses]) }, { number: 'ASC' });
  return open.map(({ customerOrder }) => ({ orderNumber: customerOrder, lines: [], position: '' }));
};

const placed = ({ code, text, facts, kind }: DomainError, { position, orderNumber }: Asked): DomainError =>
  new DomainError(code, text, { ...facts, order: orderNumber, ...(position && { position }) }, kind);
