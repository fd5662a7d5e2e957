import { readFileSync } from 'node:fs';
import type { Outcome } from '@tradeloom/kernel';
import { makeContent } from '../src/document-sets/make-content.rules.ts';
import { isReady, type SetFacts } from '../src/document-sets/set-facts.rules.ts';
import type { Item } from '../src/items/item.rules.ts';
import type { Lot } from '../src/lots/lot.rules.ts';
import type { ExportTerms } from '../src/orders/export-terms.rules.ts';
import type { OrderToShip } from '../src/orders/order.rules.ts';
import type { Party } from '../src/parties/party.rules.ts';
import type { DraftedBillOfLading } from '../src/shipments/bill-of-lading.rules.ts';
import { bookShipment } from '../src/shipments/book-shipment.rules.ts';
import type { Booking } from '../src/shipments/booking.rules.ts';
import { type Loading, loadContainer } from '../src/shipments/loading.rules.ts';
import { openShipment } from '../src/shipments/open-shipment.rules.ts';
import { packShipment, type ReportedCartons } from '../src/shipments/packing.rules.ts';
import type { Shipment } from '../src/shipments/shipment.rules.ts';

type Row = Readonly<Record<string, unknown>>;
export const masterData = JSON.parse(
  readFileSync(new URL('../../../deploy/demo/master-data/logistics_documents.json', import.meta.url), 'utf8'),
) as Record<string, Row[]>;

const camel = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key.replace(/_(\w)/g, (_, c: string) => c.toUpperCase()), value]),
  );
const byId = <T>(table: string): ReadonlyMap<string, T> =>
  new Map((masterData[`logistics_documents.${table}`] ?? []).map((row) => [String(row['id']), camel(row) as T]));

export const items = byId<Item>('items');
const parties = byId<Party>('organisations');
const party = (id: string): Party => {
  const found = parties.get(id);
  if (!found) throw new Error(`no demo organisation ${id}`);
  return found;
};

const owners = ['harbor-pine', 'eastbridge', 'hengda'];
const pieces = (value: string) => ({ value, unit: 'PCE' });
const schedule = (scheduleId: string, value: string, promisedOn: string) => ({
  scheduleId,
  quantity: pieces(value),
  promisedOn,
  planned: '0',
});

/** The demo's order: kettles in two deliveries, toasters in one. */
export const order: OrderToShip = {
  id: 'order-1',
  version: 1,
  parties: owners,
  number: 'EB-1001',
  customerOrder: 'PO-4711',
  customer: 'harbor-pine',
  trader: 'eastbridge',
  factory: 'hengda',
  destinationCountry: 'US',
  confirmedOn: '2026-12-08',
  orderVersion: 1,
  lines: [
    {
      lineId: 'line-1',
      customerLine: '1',
      item: 'KT-18',
      description: 'Electric kettle 1.8 L',
      quantity: pieces('2000'),
      status: 'open',
      overPercent: '5',
      underPercent: '5',
      schedules: [schedule('s-1', '1200', '2027-01-25'), schedule('s-2', '800', '2027-02-22')],
    },
    {
      lineId: 'line-2',
      customerLine: '2',
      item: 'TS-04',
      description: '4-slice toaster',
      quantity: pieces('500'),
      status: 'open',
      overPercent: '0',
      underPercent: '0',
      schedules: [schedule('s-3', '500', '2027-02-02')],
    },
  ],
};

export const terms: ExportTerms = {
  id: order.id,
  version: 1,
  parties: ['eastbridge', 'harbor-pine'],
  orderVersion: 1,
  currency: 'USD',
  tradeTerm: { incoterm: 'FOB', edition: '2020', place: 'Ningbo' },
  paymentTerms: [
    { stage: 'deposit', percent: '30', trigger: 'order-confirmed', days: 7, months: 0 },
    { stage: 'bl-copy', percent: '60', trigger: 'bl-copy-sent', days: 5, months: 0 },
    { stage: 'retention', percent: '10', trigger: 'on-board', days: 0, months: 6 },
  ],
  prices: { 'line-1': '14.85', 'line-2': '17.67' },
};

const released = (scheduleId: string, lineId: string, item: string, value: string): Lot => ({
  id: `lot-${scheduleId}`,
  version: 1,
  parties: owners,
  orderId: order.id,
  lineId,
  scheduleId,
  item,
  quantity: pieces(value),
  releasedOn: '2027-01-28',
});
export const lots: readonly Lot[] = [
  released('s-1', 'line-1', 'KT-18', '1200'),
  released('s-3', 'line-2', 'TS-04', '500'),
];

/** A carton range with the item's usual packing, but for what is said. */
export const cartons = (said: Partial<ReportedCartons> & Pick<ReportedCartons, 'lineId' | 'from' | 'to'>) => ({
  scheduleId: null,
  quantityPerCarton: null,
  netKg: null,
  grossKg: null,
  lengthCm: null,
  widthCm: null,
  heightCm: null,
  ...said,
});

export const usualCartons = [
  cartons({ lineId: 'line-1', from: 1, to: 100 }),
  cartons({ lineId: 'line-2', from: 101, to: 183 }),
  cartons({ lineId: 'line-2', from: 184, to: 184, quantityPerCarton: '2' }),
];

export const booking: Booking = {
  number: 'SNL270101',
  vessel: 'EVER GRACE',
  voyage: '0127E',
  portOfLoading: { locode: 'CNNGB', name: 'Ningbo' },
  portOfDischarge: { locode: 'USLGB', name: 'Long Beach' },
  packages: null,
  closing: '2027-02-03',
  etd: '2027-02-05',
  eta: '2027-02-23',
};

export const loading: Loading = {
  container: 'MSKU9070323',
  type: '20GP',
  seal: 'CN8841207',
  tareKg: '2250',
  vgmKg: '4780',
  cartonTo: null,
  loadedAt: '2027-02-03T09:30:00.000Z',
};

export const instruction = {
  shipper: party('eastbridge').nameEn,
  consignee: party('harbor-pine').nameEn,
  notify: party('harbor-pine').nameEn,
  marks: 'HARBOR & PINE\nPO-4711\nLONG BEACH\nC/NO. 1-184',
};

export const stateOf = <State>({ state }: Outcome<State>): State => state;

export const openedShipment = (): Shipment =>
  stateOf(
    openShipment(
      {
        id: 'shipment-1',
        number: 'SH-00001',
        mode: 'sea-fcl',
        forwarder: 'sinolink',
        instruction,
        parts: [
          { orderId: order.id, lineId: 'line-1', scheduleId: 's-1', quantity: pieces('1200') },
          { orderId: order.id, lineId: 'line-2', scheduleId: 's-3', quantity: pieces('500') },
        ],
      },
      [order],
    ),
  );

export const packed = (shipment: Shipment, reported: readonly ReportedCartons[] = usualCartons): Shipment =>
  stateOf(packShipment({ cartons: reported, woodPacking: 'none', ippcMark: null }, items, '2027-01-29')(shipment));

export const readyShipment = (): Shipment => stateOf(bookShipment(booking)(packed(openedShipment())));

export const loadedShipment = (): Shipment => stateOf(loadContainer(loading, lots, [])(readyShipment()));

/** The bill as a careful forwarder would draft it. */
export const carefulDraft = (shipment: Shipment): DraftedBillOfLading => ({
  number: 'SNLNGB2701234',
  shipper: 'NINGBO EASTBRIDGE TRADING CO LTD',
  consignee: 'HARBOR & PINE HOME INC',
  notify: 'HARBOR & PINE HOME INC',
  vessel: booking.vessel,
  voyage: booking.voyage,
  portOfLoading: booking.portOfLoading.locode,
  portOfDischarge: booking.portOfDischarge.locode,
  packages: shipment.packing?.packages ?? 0,
  grossKg: shipment.packing?.grossKg ?? '0',
  containers: shipment.containers.map(({ number, seal }) => ({ number, seal })),
  marks: instruction.marks,
  freightTerm: 'COLLECT',
  hsCodes: ['851679', '851672'],
});

const factsFor = (shipment: Shipment): SetFacts => {
  if (!isReady(shipment)) throw new Error('the shipment is not packed and booked');
  return {
    shipment,
    orders: [order],
    terms: [terms],
    seller: party('eastbridge'),
    buyer: party('harbor-pine'),
    producer: party('hengda'),
    items,
    lots,
    certificates: [],
    today: '2027-02-01',
  };
};

export const contentFor = (shipment: Shipment) => makeContent(factsFor(shipment));

export const withDraft = (shipment: Shipment, changes: Partial<DraftedBillOfLading> = {}): Shipment => ({
  ...shipment,
  draft: {
    ...carefulDraft(shipment),
    ...changes,
    revision: (shipment.draft?.revision ?? 0) + 1,
    receivedOn: '2027-02-02',
  },
});
