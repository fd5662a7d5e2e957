import type { PurchaseOrder, PurchaseOrderLine } from '../../canonical/documents.ts';
import { ordering } from '../guide/ordering.ts';
import { optional, type Reading, type UblFile } from '../message.ts';
import {
  dateAt,
  itemNode,
  lastDay,
  priceNode,
  quantityNode,
  readCurrency,
  readItem,
  readPrice,
  readQuantity,
  readSchedules,
  scheduleNodes,
} from '../parts/items.ts';
import { orderParties, readOrderParties } from '../parts/order-parties.ts';
import { partyContent, partyOf } from '../parts/parties.ts';
import { chargesOf, readReferences, referenceNodes, termNodes, tradeTermOf } from '../parts/terms.ts';
import type { XmlElement } from '../xml-element.ts';
import { aggregate, basic, type XmlNode } from '../xml-node.ts';

/*
 * Order: Peppol BIS Ordering 3, transaction T01.
 *
 *   ID, IssueDate               order number and date
 *   OrderTypeCode               220
 *   OrderDocumentReference      this order's own number: it replaces what was sent before under it
 *   Note                        notes
 *   DocumentCurrencyCode        currency
 *   BuyerCustomerParty, SellerSupplierParty, AccountingCustomerParty, Delivery/DeliveryParty
 *   Delivery                    RequestedDeliveryPeriod/EndDate: requested delivery of lines without a schedule
 *   DeliveryTerms               ID Incoterm, DeliveryLocation/ID place, SpecialTerms who bears which charges
 *   PaymentTerms                terms of payment in words
 *   Contract, Quotation-, AdditionalDocumentReference   references: CT, PR, and others by DocumentType
 *   OrderLine/LineItem          ID, Quantity, Price, Item; Delivery once per schedule, with a Quantity if there are several
 */
const isReplacement = (root: XmlElement): boolean =>
  root.all('OrderDocumentReference').some((reference) => reference.textAt('ID') === root.textAt('ID'));

export const order: UblFile<PurchaseOrder> = {
  type: 'Order',
  guides: [ordering],
  codes: [],
  sender: ['BuyerCustomerParty', 'Party'],
  receiver: ['SellerSupplierParty', 'Party'],

  read(reading) {
    const { root } = reading;
    const notes = root
      .all('Note')
      .map((note) => note.value)
      .filter((note) => note !== '');
    return {
      kind: 'purchase-order',
      orderNumber: root.textAt('ID') as string,
      orderDate: dateAt(root, 'IssueDate') as string,
      purpose: isReplacement(root) ? 'replacement' : 'original',
      currency: readCurrency(reading),
      parties: readOrderParties(root),
      ...optional('tradeTerm', tradeTermOf(root)),
      ...optional('charges', chargesOf(root)),
      ...optional('paymentTerms', root.textAt('PaymentTerms', 'Note')),
      ...optional('requestedDelivery', lastDay(root.find('Delivery'), 'RequestedDeliveryPeriod')),
      ...optional('references', readReferences(root)),
      ...optional('notes', notes.length > 0 ? notes : undefined),
      lines: root.all('OrderLine').map((line) => readLine(reading, line.find('LineItem') as XmlElement)),
    };
  },

  write(document, envelope) {
    const delivery = aggregate(
      'Delivery',
      aggregate('RequestedDeliveryPeriod', basic('EndDate', document.requestedDelivery)),
      aggregate('DeliveryParty', ...partyContent(partyOf(document.parties, 'ship-to'), 'called')),
    );
    return {
      guide: ordering,
      nodes: [
        basic('ID', document.orderNumber),
        basic('IssueDate', document.orderDate),
        basic('OrderTypeCode', '220'),
        ...(document.notes ?? []).map((note) => basic('Note', note)),
        basic('DocumentCurrencyCode', document.currency),
        document.purpose === 'replacement'
          ? aggregate('OrderDocumentReference', basic('ID', document.orderNumber))
          : undefined,
        ...referenceNodes(document.references),
        ...orderParties(document.parties, envelope),
        delivery,
        ...termNodes(document),
        ...document.lines.map((line) => lineNode(line, document.currency)),
      ],
    };
  },
};

const readLine = (reading: Reading, item: XmlElement): PurchaseOrderLine => {
  const stated = readQuantity(reading, item, 'Quantity');
  return {
    line: item.textAt('ID') as string,
    ...readItem(item),
    ...stated,
    unitPrice: readPrice(reading, item),
    schedules: readSchedules(item, stated),
  };
};

const lineNode = (line: PurchaseOrderLine, currency: string): XmlNode | undefined =>
  aggregate(
    'OrderLine',
    aggregate(
      'LineItem',
      basic('ID', line.line),
      quantityNode('Quantity', line.quantity, line.unit),
      scheduleNodes(line.schedules, line),
      priceNode(line.unitPrice, currency),
      itemNode(line),
    ),
  );
