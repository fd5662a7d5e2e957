import { addDays, decimal, latest, money, must, sumOf, total } from '@tradeloom/kernel';
import type { Item } from '../items/item.rules.ts';
import type { Lot } from '../lots/lot.rules.ts';
import { type ExportTerms, paymentTermsInWords } from '../orders/export-terms.rules.ts';
import type { OrderToShip } from '../orders/order.rules.ts';
import type { Party } from '../parties/party.rules.ts';
import type { Booking } from '../shipments/booking.rules.ts';
import { countOf, type Packing, piecesIn } from '../shipments/packing.rules.ts';
import type { Shipment, ShipmentLine } from '../shipments/shipment.rules.ts';
import { amountInWords } from './amount-in-words.rules.ts';
import type {
  Certificate,
  CommercialInvoice,
  Contract,
  DeclarationDraft,
  DeclarationLine,
  InvoiceLine,
  PackingList,
  SetContent,
} from './content.rules.ts';
import { transModeOf } from './trade-term.rules.ts';

/** A shipment that is packed and booked. */
export type ReadyShipment = Shipment & { readonly packing: Packing; readonly booking: Booking };

export const isReady = (shipment: Shipment): shipment is ReadyShipment =>
  shipment.packing !== null && shipment.booking !== null;

export interface SetFacts {
  readonly shipment: ReadyShipment;
  readonly orders: readonly OrderToShip[];
  /** Terms of each order: one invoice has one currency and one trade term. */
  readonly terms: readonly [ExportTerms, ...ExportTerms[]];
  readonly seller: Party;
  readonly buyer: Party;
  readonly producer: Party;
  readonly items: ReadonlyMap<string, Item>;
  readonly lots: readonly Lot[];
  readonly certificates: readonly Certificate[];
  readonly today: string;
}

const invoiceNumberOf = ({ number }: Shipment): string => `CI-${number}`;

const itemOf = (items: ReadonlyMap<string, Item>, line: ShipmentLine): Item => {
  const item = items.get(line.item);
  if (!item) throw new Error(`no master data of item ${line.item}`);
  return item;
};

const packedOf = ({ packed, planned }: ShipmentLine) => packed ?? planned;

/** The trader is seller to the buyer; drawn from packing alone, so that it holds no price. */
export const makePackingList = (
  shipment: Shipment & { readonly packing: Packing },
  seller: Party,
  buyer: Party,
  items: ReadonlyMap<string, Item>,
): PackingList => {
  const { packing, containers, instruction, number } = shipment;
  const { packages, netKg, grossKg, volumeM3, woodPacking, ippcMark, packedOn } = packing;
  const rows = packing.cartons.map((range) => {
    const line = shipment.lines.find((l) => l.position === range.line);
    if (!line) throw new Error(`cartons from ${range.from} belong to no line`);
    return {
      ...range,
      item: line.item,
      description: itemOf(items, line).nameEn,
      cartons: countOf(range),
      quantity: { value: piecesIn(range), unit: line.planned.unit },
    };
  });
  const head = { number: `PL-${number}`, date: packedOn, invoiceNumber: invoiceNumberOf(shipment), seller, buyer };
  const sums = { packages, netKg, grossKg, volumeM3 };
  return { ...head, marks: instruction.marks, rows, ...sums, containers, woodPacking, ippcMark };
};

const invoiceLine =
  ({ terms, items, shipment }: SetFacts) =>
  (line: ShipmentLine): InvoiceLine => {
    const leg = terms.find((t) => t.id === line.orderId);
    const unitPrice = leg?.prices[line.lineId];
    if (!leg || unitPrice === undefined) throw new Error(`line ${line.lineId} has no export price`);
    const item = itemOf(items, line);
    const quantity = packedOf(line);
    const { position, orderId, customerOrder, customerLine, lineId, scheduleId } = line;
    return {
      line: position,
      orderId,
      customerOrder,
      customerLine,
      lineId,
      scheduleId,
      item: line.item,
      buyerItem: item.buyerItems[shipment.customer] ?? '',
      description: item.nameEn,
      hsCode: item.hsCode,
      originCountry: item.originCountry,
      quantity,
      unitPrice,
      amount: money(decimal(quantity.value).times(unitPrice), leg.currency).amount,
    };
  };

const makeInvoice = (facts: SetFacts): CommercialInvoice => {
  const { shipment, orders, terms, seller, buyer, today } = facts;
  const [{ currency, tradeTerm, paymentTerms }] = terms;
  const { vessel, voyage, portOfLoading, portOfDischarge } = shipment.booking;
  const lines = shipment.lines.map(invoiceLine(facts));
  const sum = sumOf(
    lines.map(({ amount }) => ({ amount, currency })),
    currency,
  );
  return {
    number: invoiceNumberOf(shipment),
    date: today,
    contractNumbers: orders.map((o) => o.number),
    seller,
    buyer,
    tradeTerm,
    paymentTerms: paymentTermsInWords(paymentTerms),
    vessel,
    voyage,
    portOfLoading: portOfLoading.locode,
    portOfDischarge: portOfDischarge.locode,
    marks: shipment.instruction.marks,
    currency,
    lines,
    total: sum,
    amountInWords: amountInWords(sum),
  };
};

/** Customs takes a weight below 1 kg as 1. */
const declaredKg = (kg: string): string => (decimal(kg).lt(1) ? '1' : kg);

const declarationLine =
  ({ items, shipment, packingList }: SetFacts & { readonly packingList: PackingList }) =>
  ({ line, item: id, quantity, unitPrice, amount }: InvoiceLine): DeclarationLine => {
    const item = items.get(id);
    if (!item) throw new Error(`no master data of item ${id}`);
    const rows = packingList.rows.filter((r) => r.line === line);
    const netKg = decimal(total(rows.map((r) => decimal(r.netKg).times(r.cartons)))).toFixed(2);
    return {
      line,
      codeTs: item.hsCode,
      nameZh: item.nameZh,
      declaredElements: item.declaredElements,
      quantity,
      declaredUnitZh: item.declaredUnitZh,
      statutory: item.statutoryUnits.map(({ nameZh, measures }) => ({
        value: measures === 'net-weight' ? netKg : quantity.value,
        unitZh: nameZh,
        measures,
      })),
      netKg,
      price: decimal(unitPrice).toFixed(4),
      total: amount,
      originCountry: item.originCountry,
      destinationCountry: shipment.destinationCountry,
      sourceDistrict: item.sourceDistrict,
    };
  };

/** Packages of paper board are 22; wood in the packing makes it 93 天然木托 or 92 再生木托 (customs code 包装种类). */
const wrapTypeOf = ({ woodPacking }: Packing): string =>
  woodPacking === 'none' ? '22' : woodPacking === 'processed' ? '92' : '93';

const makeDeclaration = (facts: SetFacts, invoice: CommercialInvoice, packingList: PackingList): DeclarationDraft => {
  const { shipment, seller, buyer, producer, today } = facts;
  const { booking, draft, packing, destinationCountry } = shipment;
  return {
    draftedOn: today,
    // Export goods are declared at least 24 hours before they are loaded on the vessel.
    declareBy: addDays(booking.etd, -1),
    consignor: seller,
    overseasConsignee: buyer,
    producer,
    trafMode: '2',
    vessel: booking.vessel,
    voyage: booking.voyage,
    billNumber: draft?.number ?? '',
    tradeMode: '0110',
    cutMode: '101',
    contractNumbers: invoice.contractNumbers,
    tradeCountry: buyer.country,
    arrivalCountry: destinationCountry,
    portOfExit: booking.portOfLoading.locode,
    portOfDestination: booking.portOfDischarge.locode,
    wrapType: wrapTypeOf(packing),
    packages: packingList.packages,
    grossKg: declaredKg(packingList.grossKg),
    netKg: declaredKg(packingList.netKg),
    transMode: transModeOf(invoice.tradeTerm.incoterm),
    marks: invoice.marks,
    currency: invoice.currency,
    containers: packingList.containers,
    lines: invoice.lines.map(declarationLine({ ...facts, packingList })),
  };
};

const makeContract = ({ shipment, orders, terms, seller, buyer, producer, items }: SetFacts): Contract => ({
  numbers: orders.map((o) => o.number),
  date: latest(...orders.map((o) => o.confirmedOn)),
  seller,
  buyer,
  producer,
  tradeTerm: terms[0].tradeTerm,
  currency: terms[0].currency,
  destinationCountry: shipment.destinationCountry,
  hsCodes: Object.fromEntries(shipment.lines.map((l) => [l.position, itemOf(items, l).hsCode])),
});

const inspectedOn = ({ shipment, lots }: SetFacts): Record<number, string> =>
  Object.fromEntries(
    shipment.lines.flatMap((line) => {
      const released = lots.filter((l) => l.orderId === line.orderId && l.scheduleId === line.scheduleId);
      return released.length > 0 ? [[line.position, latest(...released.map((l) => l.releasedOn))]] : [];
    }),
  );

const mustShareTerms = ([first, ...others]: SetFacts['terms']): void =>
  must(
    others.every(
      ({ currency, tradeTerm }) =>
        currency === first.currency &&
        tradeTerm.incoterm === first.tradeTerm.incoterm &&
        tradeTerm.place === first.tradeTerm.place,
    ),
    'logistics.document-set.different-terms',
    {
      en: 'Orders on one invoice share currency and trade term',
      zh: '同一发票上的订单币制与贸易术语须一致',
    },
  );

/** One packing and one booking fill every document, so that they agree by construction. */
export const makeContent = (facts: SetFacts): SetContent => {
  const { shipment, seller, buyer, items, certificates, terms } = facts;
  mustShareTerms(terms);
  const packingList = makePackingList(shipment, seller, buyer, items);
  const invoice = makeInvoice(facts);
  return {
    contract: makeContract(facts),
    instruction: shipment.instruction,
    invoice,
    packingList: { ...packingList, date: invoice.date },
    declaration: makeDeclaration(facts, invoice, packingList),
    certificates,
    inspectedOn: inspectedOn(facts),
  };
};
