import { decimal, money, total } from '@tradeloom/kernel';
import { negated } from '../../amounts.ts';
import type { Invoice, InvoiceLine } from '../../canonical/documents.ts';
import { loopsOf } from '../../structure/match-structure.ts';
import { type Loop, type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { amountOf, amountsIn } from '../parts/amounts.ts';
import { addDate, documentDate } from '../parts/dates.ts';
import { addCurrency, addReference, documentNumber, orderCodes, readCurrency, referenceOf } from '../parts/headers.ts';
import { addPrice, addQuantity, numberText, readItem, readPrice, readQuantity, writeItem } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addDescription } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * INVOIC Invoice. Credit and debit notes (381, 383) are refused: the document has no sign.
 *
 *   BGM  380, invoice number, 9
 *   DTM  137 invoice date
 *   SG1  RFF ON order number, BM bill of lading
 *   SG2  NAD parties
 *   SG7  CUX 2 currency
 *   SG25 LIN line; PIA, IMD item; QTY 47 invoiced; MOA 203 line amount; PRI AAA; RFF ON where it is not the header's
 *   UNS  CNT 2 number of lines
 *   SG45 MOA 79 sum of the lines before tax, 77 sum to pay
 *   SG47 TAX 7 VAT, C243 5278 percent; MOA 124 tax
 */
const totalCodes = ['77', '39', '86', '9'];
const netCodes = ['79', '125'];
const taxCodes = ['124', '176'];

export const invoic: MessageFile<Invoice> = {
  type: 'INVOIC',
  kinds: ['invoice'],
  codes: { 'BGM 1.1': ['380', '388', '389', '390', '393', '395'] },
  needs: ['BGM 2.1'],

  read(reading) {
    const { root, header } = reading;
    const currency = readCurrency(reading);
    const orderNumber = referenceOf(root, orderCodes);
    return {
      kind: 'invoice',
      invoiceNumber: documentNumber(header),
      invoiceDate: documentDate(reading, ['137', '3']),
      ...optional('orderNumber', orderNumber),
      currency,
      parties: readParties(root),
      ...optional('billOfLading', referenceOf(root, ['BM', 'BL'])),
      ...readTotals(root),
      lines: loopsOf(root, 'LIN').map((line, i) => readLine(reading, line, i, { currency, orderNumber })),
    };
  },

  write(invoice, out) {
    out.add('BGM', '380', invoice.invoiceNumber, '9');
    addDate(out, '137', invoice.invoiceDate);
    addReference(out, 'ON', invoice.orderNumber);
    addReference(out, 'BM', invoice.billOfLading);
    writeParties(out, invoice.parties);
    addCurrency(out, invoice.currency, '4');
    for (const line of invoice.lines) writeLine(out, line, invoice.orderNumber);
    out.add('UNS', 'S');
    out.add('CNT', ['2', String(invoice.lines.length)]);
    out.add('MOA', ['79', invoice.net]);
    out.add('MOA', ['77', invoice.total]);
    if (!invoice.tax) return;
    out.add('TAX', '7', 'VAT', '', '', ['', '', '', invoice.tax.ratePercent]);
    out.add('MOA', ['124', invoice.tax.amount]);
  },
};

const readTotals = (root: Loop): Pick<Invoice, 'net' | 'tax' | 'total'> => {
  const moas = amountsIn(root);
  const [first] = moas as [Segment];
  const sum = amountOf(moas, totalCodes) ?? amountOf(moas, netCodes) ?? numberText(first.at(1, 2) || '0');
  const group = loopsOf(root, 'TAX').findLast((tax) => amountOf(amountsIn(tax), taxCodes) !== undefined);
  const amount = group ? amountOf(amountsIn(group), taxCodes) : amountOf(moas, taxCodes);
  const net = amountOf(moas, netCodes) ?? (amount === undefined ? sum : total([sum, negated(amount)]));
  if (amount === undefined) return { net, total: sum };
  const stated = group?.segments[0]?.at(5, 4) ?? '';
  return { net, tax: { ratePercent: rateOf(stated, net, amount), amount }, total: sum };
};

/** C243 5278; where it is no number, what the amounts say. */
const rateOf = (stated: string, net: string, tax: string): string => {
  if (/^\d+([.,]\d+)?$/.test(stated)) return numberText(stated);
  return decimal(net).isZero() ? '0' : decimal(tax).times(100).div(net).toDecimalPlaces(2).toFixed();
};

const readLine = (
  reading: Reading,
  line: Loop,
  index: number,
  header: { currency: string; orderNumber: string | undefined },
): InvoiceLine => {
  const lin = line.segments[0] as Segment;
  const orderNumber = referenceOf(line, orderCodes) ?? header.orderNumber ?? '';
  if (orderNumber === '') reading.problems.at('ORDER_NOT_STATED', lin);
  const stated = readQuantity(reading, line, ['47', '12', '46', '21']);
  const unitPrice = readPrice(reading, line);
  return {
    orderNumber,
    line: lin.at(1, 1) || String(index + 1),
    ...readItem(line),
    ...stated,
    unitPrice,
    amount:
      amountOf(amountsIn(line), ['203', '66', '38']) ??
      money(decimal(stated.quantity).times(unitPrice), header.currency).amount,
  };
};

const writeLine = (out: Sink, line: InvoiceLine, orderNumber: string | undefined): void => {
  out.add('LIN', line.line);
  writeItem(out, line);
  addDescription(out, line.description);
  addQuantity(out, '47', line.quantity, line.unit);
  out.add('MOA', ['203', line.amount]);
  addPrice(out, line.unitPrice);
  if (line.orderNumber !== orderNumber) addReference(out, 'ON', line.orderNumber);
};
