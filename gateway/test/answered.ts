import { create, orders, type } from '@tradeloom/contracts';

interface About {
  /** the document that the order came in */
  readonly ref?: { readonly interchangeId: string; readonly groupControl: string; readonly messageControl: string };
  readonly customer?: string;
  readonly description?: string;
}

/** What orders says of an order of one line that it has accepted: an 855 goes out. */
export const answered = (
  orderId: string,
  customerOrder: string,
  { ref, customer = 'harbor-pine', description = 'Kettle' }: About = {},
) =>
  create(orders.OrderAnsweredSchema, {
    ...(ref && { ref: create(type.DocumentRefSchema, ref) }),
    orderId,
    number: `TL-${customerOrder}`,
    customerOrder,
    orderDate: '2026-12-07',
    customer,
    trader: 'eastbridge',
    outcome: 'accepted',
    currency: 'USD',
    lines: [
      {
        lineId: 'l-1',
        customerLine: '1',
        item: 'KT-18',
        buyerItem: 'HP-20018',
        description,
        quantity: '1200',
        unit: 'PCE',
        unitPrice: '14.85',
        confirmations: [{ status: 'accepted', quantity: '1200', unit: 'PCE', date: '2027-01-25', reason: '' }],
      },
    ],
  });
