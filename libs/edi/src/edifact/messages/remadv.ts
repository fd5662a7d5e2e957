import { total } from '@tradeloom/kernel';
import type { RemittanceAdvice } from '../../canonical/documents.ts';
import { loopsOf } from '../../structure/match-structure.ts';
import { type Loop, type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { amountOf, amountsIn } from '../parts/amounts.ts';
import { addDate, dateOf, documentDate } from '../parts/dates.ts';
import { addCurrency, documentNumber, readCurrency } from '../parts/headers.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addText, textsOf } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * REMADV Remittance advice: which invoices a payment settles.
 *
 *   BGM  481, remittance number, 9
 *   DTM  138 payment date
 *   SG1  NAD parties
 *   SG3  CUX 2 currency
 *   SG4  DOC 380, invoice number; MOA 12 paid, 77 invoiced; DTM 171 invoice date; AJT ZZZ: MOA 165 deduction, FTX reason
 *   UNS  MOA 12 amount
 */
type PaidInvoice = RemittanceAdvice['invoices'][number];

const paidCodes = ['12'];
const invoicedCodes = ['77', '9', '86', '39'];
const deductionCodes = ['165', '52', '5'];

export const remadv: MessageFile<RemittanceAdvice> = {
  type: 'REMADV',
  kinds: ['remittance-advice'],
  codes: {},
  needs: ['BGM 2.1'],

  read(reading) {
    const { root, header } = reading;
    const invoices = loopsOf(root, 'DOC').map((group) => readInvoice(reading, group));
    const amounts = amountsIn(root);
    return {
      kind: 'remittance-advice',
      remittanceNumber: documentNumber(header),
      paymentDate: documentDate(reading, ['138', '203', '209', '137']),
      currency: readCurrency(reading),
      amount: amountOf(amounts, [...paidCodes, '128', '86', '9', '77']) ?? total(invoices.map(({ paid }) => paid)),
      parties: readParties(root),
      invoices,
    };
  },

  write(advice, out) {
    out.add('BGM', '481', advice.remittanceNumber, '9');
    addDate(out, '138', advice.paymentDate);
    writeParties(out, advice.parties);
    addCurrency(out, advice.currency, '11');
    for (const invoice of advice.invoices) writeInvoice(out, invoice);
    out.add('UNS', 'S');
    out.add('MOA', ['12', advice.amount]);
  },
};

const readInvoice = (reading: Reading, group: Loop): PaidInvoice => {
  const doc = group.segments[0] as Segment;
  const adjustments = loopsOf(group, 'AJT');
  const amounts = adjustments.flatMap((ajt) => amountOf(amountsIn(ajt), deductionCodes) ?? []);
  const deduction = amounts.length > 1 ? total(amounts) : amounts[0];
  const paid = amountOf(amountsIn(group), paidCodes);
  if (paid === undefined) reading.problems.at('QUANTITY_NOT_STATED', doc);
  const reasons = adjustments.flatMap((ajt) => textsOf(ajt).map(({ text }) => text)).filter(Boolean);
  if (doc.at(2, 1) === '') reading.problems.at('REFERENCE_NOT_STATED', doc, { element: 2, expected: "''" });
  return {
    invoiceNumber: doc.at(2, 1),
    ...optional('invoiceDate', dateOf(group, ['171', '3', '137'])),
    paid: paid ?? '0',
    invoiced: amountOf(amountsIn(group), invoicedCodes) ?? total([paid ?? '0', deduction ?? '0']),
    ...optional('deduction', deduction),
    ...optional('reason', reasons.join('; ')),
  };
};

const writeInvoice = (
  out: Sink,
  { invoiceNumber, invoiceDate, paid, invoiced, deduction, reason }: PaidInvoice,
): void => {
  out.add('DOC', '380', invoiceNumber);
  out.add('MOA', ['12', paid]);
  out.add('MOA', ['77', invoiced]);
  addDate(out, '171', invoiceDate);
  if (deduction === undefined && reason === undefined) return;
  out.add('AJT', 'ZZZ');
  if (deduction !== undefined) out.add('MOA', ['165', deduction]);
  if (reason !== undefined) addText(out, 'AAI', reason);
};
