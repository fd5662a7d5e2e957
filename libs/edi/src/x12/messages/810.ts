import { decimal, money, total } from '@tradeloom/kernel';
import { decimalText, fromImplied, negated, toImplied } from '../../amounts.ts';
import type { Invoice, InvoiceLine } from '../../canonical/documents.ts';
import { noCurrency } from '../../no-currency.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { type Loop, loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { readCurrency, referenceOf } from '../parts/headers.ts';
import { itemPairs, readItem, readPrice, readQuantity, readUnit } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addDescription } from '../parts/texts.ts';
import { x12Unit } from '../parts/units.ts';
import type { Segment } from '../segment.ts';

/*
 * 810 Invoice.
 *
 *   BIG  01 invoice date, 02 invoice number, 04 order number
 *   CUR  02 currency
 *   REF  BM bill of lading
 *   N1   parties
 *   IT1  01 line, 02 quantity, 03 unit, 04 price, 06.. item; PAM 04/05 line amount (1 line item total); PID description;
 *        REF PO order number of the line, where it is not BIG04
 *   TDS  01 sum to pay, two implied decimals
 *   TXI  VA value added tax: 02 amount, 03 percent
 *   AMT  1 sum of the lines before tax
 *   CTT  01 number of lines
 */
const grammar = {
  '004010': `
  BIG! NTE*100 CUR REF*12 YNQ*10 PER*3
  (N1! N2*2 N3*2 N4 REF*12 PER*3 DMG)*200
  ITD* DTM*10 FOB PID*200 MEA*40 PWK*25 PKG*25 L7 BAL* INC PAM*
  (LM! LQ!*100)*10
  (N9! MSG!*10)
  (V1! R4* DTM*)*
  (FA1! FA2!*)*
  (IT1! CRC QTY*5 CUR IT3*5 TXI*10 CTP*25 PAM*10 MEA*40
    (PID! MEA*10)*1000
    PWK*25 PKG*25 PO4 ITD*2 REF* YNQ*10 PER*5 SDQ*500 DTM*10 CAD* L7* SR
    (SAC! TXI*10)*25
    (SLN! DTM REF* PID*1000 SAC*25 TC2*2 TXI*10)*1000
    (N1! N2*2 N3*2 N4 REF*12 PER*3 DMG)*200
    (LM! LQ!*100)*10
    (V1! R4* DTM*)*
    (FA1! FA2!*)*)*200000
  TDS! TXI*10 CAD AMT*
  (SAC! TXI*10)*25
  (ISS! PID)*
  CTT`,

  '005010': `
  BIG! NTE*100 CUR REF*12 YNQ*10 PER*3
  (N1! N2*2 N3*2 N4 REF*12 PER*3 DMG)*200
  ITD* DTM*10 FOB PID*200 MEA*40 PWK*25 PKG*25 L7 BAL* INC PAM* CRC
  (LM! LQ!*100)*10
  (N9! MSG!*10)
  (V1! R4* DTM*)*
  (FA1! FA2!*)*
  (IT1! CRC QTY*5 CUR IT3*5 TXI* CTP*25 PAM*10 MEA*40
    (PID! MEA*10)*1000
    PWK*25 PKG*25 PO4 ITD*2 REF* YNQ*10 PER*5 SDQ*500 DTM*10 CAD* L7* SR
    (SAC!
      (TXI! DTM)*)*
    (SLN! DTM REF* PID*1000 SAC* TC2*2 TXI*)*1000
    (N1! N2*2 N3*2 N4 REF*12 PER*3 DMG)*200
    (LM! LQ!*100)*10
    (V1! R4* DTM*)*
    (FA1! FA2!*)*)*200000
  TDS! TXI* CAD AMT*
  (SAC! DTM*
    (TXI! DTM)*)*
  (ISS! PID)*
  CTT`,
};

const lineTotal = '1';

export const invoice810: MessageFile<Invoice> = {
  type: '810',
  functionalId: 'IN',
  kind: 'invoice',
  grammar,
  codes: {},

  read(reading) {
    const { root } = reading;
    const big = segmentOf(root, 'BIG') as Segment;
    const currency = readCurrency(reading);
    return {
      kind: 'invoice',
      invoiceNumber: big.at(2),
      invoiceDate: isoDate(big.at(1)),
      ...optional('orderNumber', big.at(4)),
      currency,
      parties: readParties(root),
      ...optional('billOfLading', referenceOf(root, 'BM')),
      ...readTotals(root, currency),
      lines: loopsOf(root, 'IT1').map((loop, i) => readLine(reading, loop, i, currency)),
    };
  },

  write(invoice, out) {
    out.add('BIG', x12Date(invoice.invoiceDate), invoice.invoiceNumber, '', invoice.orderNumber);
    if (invoice.currency !== noCurrency) out.add('CUR', 'SE', invoice.currency);
    if (invoice.billOfLading !== undefined) out.add('REF', 'BM', invoice.billOfLading);
    writeParties(out, invoice.parties);
    for (const line of invoice.lines) writeLine(out, line, invoice.orderNumber);
    out.add('TDS', toImplied(invoice.total));
    if (invoice.tax) out.add('TXI', 'VA', invoice.tax.amount, invoice.tax.ratePercent);
    out.add('AMT', lineTotal, invoice.net);
    out.add('CTT', String(invoice.lines.length));
  },
};

const readTotals = (root: Loop, currency: string): Pick<Invoice, 'net' | 'tax' | 'total'> => {
  const sum = fromImplied((segmentOf(root, 'TDS') as Segment).at(1), currency);
  const txi = segmentsOf(root, 'TXI').find((t) => t.at(2) !== '');
  const taxAmount = txi ? decimalText(txi.at(2)) : undefined;
  const amt = segmentsOf(root, 'AMT').find((a) => a.at(1) === lineTotal);
  const net = amt ? decimalText(amt.at(2)) : taxAmount === undefined ? sum : total([sum, negated(taxAmount)]);
  if (!txi || taxAmount === undefined) return { net, total: sum };
  return { net, tax: { ratePercent: rateOf(txi, net, taxAmount), amount: taxAmount }, total: sum };
};

/** TXI03, a percentage from 0 to 100 (DE 954); where it is empty, what the amounts say. */
const rateOf = (txi: Segment, net: string, tax: string): string => {
  if (txi.at(3) !== '') return decimalText(txi.at(3));
  return decimal(net).isZero() ? '0' : decimal(tax).times(100).div(net).toDecimalPlaces(2).toFixed();
};

const readLine = (reading: Reading, loop: Loop, index: number, currency: string): InvoiceLine => {
  const it1 = loop.segments[0] as Segment;
  const pam = segmentsOf(loop, 'PAM').find((p) => p.at(4) === lineTotal && p.at(5) !== '');
  const orderNumber = referenceOf(loop, 'PO') ?? (segmentOf(reading.root, 'BIG') as Segment).at(4);
  if (orderNumber === '') reading.problems.at('ORDER_NOT_STATED', it1);
  const quantity = readQuantity(reading, it1, 2);
  const unitPrice = readPrice(reading, it1, 4);
  return {
    orderNumber,
    line: it1.at(1) || String(index + 1),
    ...readItem(it1, 6, loop),
    quantity,
    unit: readUnit(reading, it1, 3),
    unitPrice,
    amount: pam ? decimalText(pam.at(5)) : money(decimal(quantity).times(unitPrice), currency).amount,
  };
};

const writeLine = (out: Sink, line: InvoiceLine, orderNumber: string | undefined): void => {
  out.add('IT1', line.line, line.quantity, x12Unit(line.unit), line.unitPrice, '', ...itemPairs(line));
  out.add('PAM', '', '', '', lineTotal, line.amount);
  addDescription(out, line.description);
  if (line.orderNumber !== orderNumber) out.add('REF', 'PO', line.orderNumber);
};
