import type { DespatchAdvice, DocumentParty, PurchaseOrder } from '@tradeloom/edi';
import { type Draw, drawFrom } from './draw.ts';

const items = [
  'Hex bolt M8x40 zinc plated',
  'Hex nut M8',
  'Flange gasket DN50',
  'Ball valve 1/2 inch',
  'Cable gland PG16',
];
const cities = ['Ningbo', 'Shenzhen', 'Hamburg', 'Chicago', 'Rotterdam', 'Long Beach'];

const partiesOf = (draw: Draw): DocumentParty[] =>
  (['buyer', 'seller', 'ship-to'] as const).map((role) => ({
    role,
    name: `${draw.pick(cities)} Trading ${draw.upTo(900)}`,
    id: String(100_000_000 + draw.upTo(800_000_000)),
    idQualifier: '1',
    address: [`${draw.upTo(400)} Harbour Road`],
    city: draw.pick(cities),
    postalCode: String(10_000 + draw.upTo(80_000)),
    country: draw.pick(['CN', 'DE', 'US', 'NL']),
  }));

const dayOf = (draw: Draw): string => `2026-${two(draw.upTo(12))}-${two(draw.upTo(28))}`;
const two = (n: number): string => String(n).padStart(2, '0');
const centsOf = (draw: Draw): string => `${draw.upTo(400)}.${two(draw.upTo(99))}`;
const itemOf = (draw: Draw) => ({
  buyerItem: `B-${draw.upTo(99_999)}`,
  sellerItem: `V-${draw.upTo(99_999)}`,
  description: draw.pick(items),
});

const orderOf = (draw: Draw): PurchaseOrder => ({
  kind: 'purchase-order',
  orderNumber: `PO-${draw.upTo(9_999_999)}`,
  orderDate: dayOf(draw),
  purpose: 'original',
  currency: draw.pick(['USD', 'EUR', 'CNY']),
  parties: partiesOf(draw),
  paymentTerms: 'T/T 30/60/10',
  requestedDelivery: dayOf(draw),
  lines: Array.from({ length: draw.upTo(30) }, (_, i) => ({
    line: String(i + 1),
    ...itemOf(draw),
    quantity: String(draw.upTo(20_000)),
    unit: 'PCE',
    unitPrice: centsOf(draw),
    schedules: Array.from({ length: draw.upTo(3) }, () => ({
      quantity: String(draw.upTo(9_000)),
      unit: 'PCE',
      date: dayOf(draw),
    })),
  })),
});

const adviceOf = (draw: Draw): DespatchAdvice => ({
  kind: 'despatch-advice',
  shipmentNumber: `SH-${draw.upTo(9_999_999)}`,
  despatchDate: dayOf(draw),
  parties: partiesOf(draw),
  packages: { count: draw.upTo(400), type: 'CTN' },
  grossWeight: { value: String(draw.upTo(20_000)), unit: 'KGM' },
  billOfLading: `BL${draw.upTo(9_999_999)}`,
  lines: Array.from({ length: draw.upTo(30) }, (_, i) => ({
    orderNumber: `PO-${draw.upTo(9_999_999)}`,
    line: String(i + 1),
    ...itemOf(draw),
    quantity: String(draw.upTo(20_000)),
    unit: 'PCE',
    lot: `L${draw.upTo(99_999)}`,
  })),
});

/** Orders and despatch advices of one to thirty lines, half of each. */
export const variedDocuments = (seed: number, count: number): (PurchaseOrder | DespatchAdvice)[] => {
  const draw = drawFrom(seed);
  return Array.from({ length: count }, (_, i) => (i % 2 === 0 ? orderOf(draw) : adviceOf(draw)));
};
