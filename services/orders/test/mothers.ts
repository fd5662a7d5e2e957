import type { DomainEvent, Outcome } from '@tradeloom/kernel';
import { addDays } from '@tradeloom/kernel';
import type { DeliveryPromise } from '../src/audits/date-audit.rules.ts';
import type { Item } from '../src/items/item.rules.ts';
import { bothLegs, type Legs } from '../src/legs/leg.rules.ts';
import { auditOrder, noteCredit } from '../src/orders/answer-order.rules.ts';
import type { Agreement } from '../src/orders/line-admission.rules.ts';
import { deliveriesOf, type Order } from '../src/orders/order.rules.ts';
import { type OrderRequest, type PlacedOrder, placeOrder } from '../src/orders/place-order.rules.ts';
import type { PriceList } from '../src/prices/price.rules.ts';

/** The kettle and toaster order of Harbor & Pine, as rules see it. */
export const d0 = '2026-12-07';
export const day = (days: number): string => addDays(d0, days);

const item = (name: string, factory = 'hengda'): Item => ({
  id: `eastbridge:${name}`,
  version: 0,
  parties: ['eastbridge', factory],
  trader: 'eastbridge',
  factory,
  item: name,
  name: { en: name, zh: name },
  declaredName: { en: 'Electric kettle', zh: '电热水壶' },
  declaredUnit: 'PCE',
  hs: [{ country: 'CN', code: '8516.79', validFrom: '2022-01-01' }],
  unit: 'PCE',
  conversions: [],
  overDeliveryPercent: '0',
  underDeliveryPercent: '0',
  packing: { wood: false, treated: false },
  quality: null,
  certificates: [],
});

const terms = { incoterm: 'FOB', edition: '2020', place: 'Ningbo' };

const list = (
  kind: PriceList['kind'],
  seller: string,
  buyer: string,
  currency: string,
  prices: PriceList['prices'],
) => ({
  id: `${kind}-2026`,
  version: 0,
  parties: [seller],
  kind,
  seller,
  buyer,
  currency,
  basePair: null,
  baseRate: null,
  validFrom: '2026-01-01',
  validTo: null,
  taxPercent: kind === 'purchase' ? '13' : null,
  exportRefundPercent: kind === 'purchase' ? '13' : null,
  tradeTerm: terms,
  paymentTerms: [],
  charges: { freight: null, insurance: null, certification: null },
  prices,
});

const price = (name: string, unitPrice: string) => ({ item: name, tiers: [{ from: '1', unitPrice }] });

const agreement: Agreement = {
  items: [item('KT-18'), item('TS-04'), item('FAN-1', 'other-factory')],
  references: [
    {
      id: 'r1',
      version: 0,
      parties: ['eastbridge'],
      trader: 'eastbridge',
      customer: 'harbor-pine',
      buyerItem: 'HP-30004',
      item: 'TS-04',
      validFrom: '2026-01-01',
    },
  ],
  priceLists: [
    list('export', 'eastbridge', 'harbor-pine', 'USD', [
      price('KT-18', '14.85'),
      price('TS-04', '17.67'),
      price('FAN-1', '9.00'),
    ]),
    list('purchase', 'hengda', 'eastbridge', 'CNY', [price('KT-18', '82.00'), price('TS-04', '98.00')]),
    list('purchase', 'other-factory', 'eastbridge', 'CNY', [price('FAN-1', '50.00')]),
  ],
};

export const pieces = (value: string) => ({ value, unit: 'PCE' });

export const request: OrderRequest = {
  customer: 'harbor-pine',
  trader: 'eastbridge',
  customerOrder: 'PO-1',
  orderDate: d0,
  currency: 'USD',
  stated: {
    tradeTerm: terms,
    paymentWords: '',
    charges: { freight: null, insurance: null, certification: null },
  },
  destinationCountry: 'US',
  lines: [
    {
      customerLine: '1',
      buyerItem: 'HP-20018',
      sellerItem: 'KT-18',
      description: 'kettle',
      quantity: pieces('2000'),
      unitPrice: '14.85',
      schedules: [
        { quantity: pieces('1200'), date: day(49) },
        { quantity: pieces('800'), date: day(77) },
      ],
    },
    {
      customerLine: '2',
      buyerItem: 'HP-30004',
      sellerItem: '',
      description: 'toaster',
      quantity: pieces('500'),
      unitPrice: '17.67',
      schedules: [{ quantity: pieces('500'), date: day(42) }],
    },
  ],
  source: null,
};

export const identities = (): (() => string) => {
  let drawn = 0;
  return () => `id-${++drawn}`;
};

export const place = (asked: OrderRequest = request): PlacedOrder =>
  placeOrder(asked, agreement, { orderId: 'O-1', number: 'TL-2026-000001', today: d0, newId: identities() });

export const legsFrom = ({ legs }: PlacedOrder): Legs => bothLegs(legs);

/** Production's answer: each delivery finished after so many days, four more to the port. */
export const promised = (order: Order, finish: readonly (number | null)[]): DeliveryPromise[] =>
  deliveriesOf(order).map(({ line, schedule }, position) => {
    const days = finish[position] ?? null;
    return {
      lineId: line.id,
      scheduleId: schedule.id,
      requested: schedule.requested,
      promised: days === null ? null : day(days + 4),
      productionDays: days ?? 0,
      logisticsDays: 4,
      binding: { kind: 'capacity', name: 'ASSEMBLY-2' },
    };
  });

/** An order that waits for nothing but the credit check. */
export const audited = (finish: readonly (number | null)[] = [31, 39, 49]): { order: Order; legs: Legs } => {
  const placed = place();
  const legs = legsFrom(placed);
  const { state } = placed.order;
  const audit = { promises: promised(state, finish), findings: [], authority: 'sales' as const };
  return { order: auditOrder(audit, legs)(state).state, legs };
};

export const offered = (): { order: Order; legs: Legs } => {
  const { order, legs } = audited();
  return { order: noteCredit('ok', legs, d0)(order).state, legs };
};

/** Everything could be kept as asked. */
export const firm = (): { order: Order; legs: Legs } => {
  const { order, legs } = audited([31, 39, 20]);
  return { order: noteCredit('ok', legs, d0)(order).state, legs };
};

/** The event's name, and to whom it is told where that is narrower than everybody. */
export const told = ({ events }: Outcome<unknown>): string[] =>
  events.map((announcement) => {
    const narrowed = 'parties' in announcement && !('$typeName' in announcement);
    const event: DomainEvent = narrowed ? announcement.event : (announcement as DomainEvent);
    const name = event.$typeName.slice(event.$typeName.lastIndexOf('.') + 1);
    return narrowed ? `${name} to ${announcement.parties.join(' and ')}` : name;
  });

/** The message of this name among what an outcome announces. */
export const eventNamed = <Event extends DomainEvent>({ events }: Outcome<unknown>, name: string): Event => {
  const found = events
    .map((announcement) => ('$typeName' in announcement ? announcement : announcement.event))
    .find((event) => event.$typeName.endsWith(`.${name}`));
  if (found === undefined) throw new Error(`${name} was not announced`);
  return found as Event;
};
