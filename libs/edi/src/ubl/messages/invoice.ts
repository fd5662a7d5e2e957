import { decimal } from '@tradeloom/kernel';
import type { Invoice, InvoiceLine } from '../../canonical/documents.ts';
import { billing } from '../guide/billing.ts';
import { optional, type Reading, type UblFile } from '../message.ts';
import { billOfLadingNode, readBillOfLading } from '../parts/bill-of-lading.ts';
import {
  amountNode,
  dateAt,
  itemNode,
  numberText,
  priceNode,
  quantityNode,
  readCurrency,
  readItem,
  readPrice,
  readQuantity,
} from '../parts/items.ts';
import { endpointOf, partyContent, partyOf, type RoleWays, readParties, tradeParty } from '../parts/parties.ts';
import type { XmlElement } from '../xml-element.ts';
import { aggregate, basic, type XmlNode } from '../xml-node.ts';

/*
 * Invoice: Peppol BIS Billing 3. Credit notes and corrections (CreditNote, 384) are refused: the document has no sign.
 *
 *   ID, IssueDate                 invoice number and date; InvoiceTypeCode 380
 *   OrderReference                ID of the order
 *   AdditionalDocumentReference   bill of lading
 *   AccountingSupplierParty (seller), AccountingCustomerParty (buyer), PayeeParty, Delivery/DeliveryParty (ship-to)
 *   TaxTotal                      tax; TaxSubtotal/TaxCategory/Percent its rate
 *   LegalMonetaryTotal            TaxExclusiveAmount net, TaxInclusiveAmount total
 *   InvoiceLine                   InvoicedQuantity, LineExtensionAmount, Price, Item, OrderLineReference: LineID the
 *                                 order's line, OrderReference/ID where it is not the header's
 */
const ways: RoleWays = [
  ['seller', ['AccountingSupplierParty', 'Party']],
  ['buyer', ['AccountingCustomerParty', 'Party']],
  ['payee', ['PayeeParty']],
  ['ship-to', ['Delivery', 'DeliveryParty']],
];

export const invoice: UblFile<Invoice> = {
  type: 'Invoice',
  guides: [billing],
  codes: [{ at: ['InvoiceTypeCode'], list: ['80', '82', '326', '380', '388', '389', '390', '393', '395'] }],
  sender: ['AccountingSupplierParty', 'Party'],
  receiver: ['AccountingCustomerParty', 'Party'],

  read(reading) {
    const { root, problems } = reading;
    const currency = readCurrency(reading);
    const orderNumber = root.textAt('OrderReference', 'ID');
    const [adjusted] = root.all('AllowanceCharge');
    if (adjusted) problems.at('UBL_AMOUNTS_NOT_READ', adjusted);
    return {
      kind: 'invoice',
      invoiceNumber: root.textAt('ID') as string,
      invoiceDate: dateAt(root, 'IssueDate') as string,
      ...optional('orderNumber', orderNumber),
      currency,
      parties: readParties(root, ways),
      ...optional('billOfLading', readBillOfLading(root)),
      ...readTotals(root),
      lines: root.all('InvoiceLine').map((line) => readLine(reading, line, orderNumber)),
    };
  },

  write(document, { sender, receiver }) {
    const { currency, parties, net, tax, total } = document;
    return {
      guide: billing,
      nodes: [
        basic('ID', document.invoiceNumber),
        basic('IssueDate', document.invoiceDate),
        basic('InvoiceTypeCode', '380'),
        basic('DocumentCurrencyCode', currency),
        aggregate('OrderReference', basic('ID', document.orderNumber)),
        billOfLadingNode(document.billOfLading),
        tradeParty('AccountingSupplierParty', partyOf(parties, 'seller'), endpointOf(sender)),
        tradeParty('AccountingCustomerParty', partyOf(parties, 'buyer'), endpointOf(receiver)),
        aggregate('PayeeParty', ...partyContent(partyOf(parties, 'payee'), 'called')),
        aggregate('Delivery', aggregate('DeliveryParty', ...partyContent(partyOf(parties, 'ship-to'), 'called'))),
        tax && taxNode(tax, net, currency),
        aggregate(
          'LegalMonetaryTotal',
          amountNode('LineExtensionAmount', net, currency),
          amountNode('TaxExclusiveAmount', net, currency),
          amountNode('TaxInclusiveAmount', total, currency),
          amountNode('PayableAmount', total, currency),
        ),
        ...document.lines.map((line, i) => lineNode(line, String(i + 1), document)),
      ],
    };
  },
};

type Tax = NonNullable<Invoice['tax']>;

const readTotals = (root: XmlElement): Pick<Invoice, 'net' | 'tax' | 'total'> => {
  const totals = root.find('LegalMonetaryTotal');
  const at = (name: string): string | undefined => {
    const text = totals?.textAt(name);
    return text === undefined ? undefined : numberText(text);
  };
  const total = at('TaxInclusiveAmount') ?? at('PayableAmount') ?? '0';
  const net = at('TaxExclusiveAmount') ?? at('LineExtensionAmount') ?? total;
  return { net, ...optional('tax', readTax(root, net)), total };
};

/** Several rates make one, by their amounts: the document has one. */
const readTax = (root: XmlElement, net: string): Tax | undefined => {
  const [first] = root.all('TaxTotal');
  const stated = first?.textAt('TaxAmount');
  if (!first || stated === undefined) return undefined;
  const amount = numberText(stated);
  const rates = first.all('TaxSubtotal').map((part) => part.textAt('TaxCategory', 'Percent'));
  const [rate] = rates;
  if (rates.length === 1 && rate !== undefined) return { ratePercent: numberText(rate), amount };
  const ratePercent = decimal(net).isZero() ? '0' : decimal(amount).times(100).div(net).toDecimalPlaces(2).toFixed();
  return { ratePercent, amount };
};

/** UNCL 5305: S standard rate, Z zero. */
const categoryOf = ({ ratePercent }: Tax): XmlNode[] =>
  [
    basic('ID', decimal(ratePercent).isZero() ? 'Z' : 'S'),
    basic('Percent', ratePercent),
    aggregate('TaxScheme', basic('ID', 'VAT')),
  ].filter((node): node is XmlNode => node !== undefined);

const taxNode = (tax: Tax, net: string, currency: string): XmlNode | undefined =>
  aggregate(
    'TaxTotal',
    amountNode('TaxAmount', tax.amount, currency),
    aggregate(
      'TaxSubtotal',
      amountNode('TaxableAmount', net, currency),
      amountNode('TaxAmount', tax.amount, currency),
      aggregate('TaxCategory', categoryOf(tax)),
    ),
  );

const readLine = (reading: Reading, line: XmlElement, header: string | undefined): InvoiceLine => {
  const orderNumber = line.textAt('OrderLineReference', 'OrderReference', 'ID') ?? header;
  if (orderNumber === undefined) reading.problems.at('ORDER_NOT_STATED', line);
  return {
    orderNumber: orderNumber ?? '',
    line: line.textAt('OrderLineReference', 'LineID') ?? (line.textAt('ID') as string),
    ...readItem(line),
    ...readQuantity(reading, line, 'InvoicedQuantity'),
    unitPrice: readPrice(reading, line),
    amount: numberText(line.textAt('LineExtensionAmount') as string),
  };
};

const lineNode = (line: InvoiceLine, id: string, { orderNumber, currency, tax }: Invoice): XmlNode | undefined =>
  aggregate(
    'InvoiceLine',
    basic('ID', id),
    quantityNode('InvoicedQuantity', line.quantity, line.unit),
    amountNode('LineExtensionAmount', line.amount, currency),
    aggregate(
      'OrderLineReference',
      basic('LineID', line.line),
      line.orderNumber === orderNumber ? undefined : aggregate('OrderReference', basic('ID', line.orderNumber)),
    ),
    itemNode(line, tax && aggregate('ClassifiedTaxCategory', categoryOf(tax))),
    priceNode(line.unitPrice, currency),
  );
