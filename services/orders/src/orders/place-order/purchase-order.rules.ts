import type { gateway } from '@tradeloom/contracts';
import type { Bearer } from '../../prices/price.rules.ts';
import type { OrderRequest } from '../place-order.rules.ts';
import { sourceOf } from '../source.rules.ts';

const bearer = (word: string): Bearer | null => (word === 'buyer' || word === 'seller' ? word : null);

/** A customer's document as an order asked of us. */
export const requestOf = (event: gateway.PurchaseOrderReceived): OrderRequest => ({
  customer: event.customer,
  trader: event.seller,
  customerOrder: event.orderNumber,
  orderDate: event.orderDate,
  currency: event.currency,
  destinationCountry: event.destinationCountry,
  stated: {
    tradeTerm: {
      incoterm: event.tradeTerm?.incoterm ?? '',
      edition: event.tradeTerm?.edition ?? '',
      place: event.tradeTerm?.place ?? '',
    },
    paymentWords: event.paymentTerms,
    charges: {
      freight: bearer(event.freightBy),
      insurance: bearer(event.insuranceBy),
      certification: bearer(event.certificationBy),
    },
  },
  lines: event.lines.map((line) => ({
    customerLine: line.line,
    buyerItem: line.buyerItem,
    sellerItem: line.sellerItem,
    description: line.description,
    quantity: { value: line.quantity, unit: line.unit },
    unitPrice: line.unitPrice,
    schedules: line.schedules.map(({ quantity, unit, date }) => ({ quantity: { value: quantity, unit }, date })),
  })),
  source: sourceOf(event.ref),
});
