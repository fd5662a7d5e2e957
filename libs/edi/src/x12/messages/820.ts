import { total } from '@tradeloom/kernel';
import { decimalText, negated } from '../../amounts.ts';
import type { RemittanceAdvice } from '../../canonical/documents.ts';
import { noCurrency } from '../../no-currency.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { type Loop, loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { addDetails, detailsOf } from '../parts/details.ts';
import { readCurrency } from '../parts/headers.ts';
import { dateOf } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import type { Segment } from '../segment.ts';

/*
 * 820 Payment Order / Remittance Advice: which invoices a payment settles. It moves no money here (BPR01 I).
 *
 *   BPR  01 I remittance information only, 02 amount, 03 C credit, 04 FWT, 16 payment date
 *   TRN  1, 02 remittance number
 *   CUR  02 currency
 *   N1   parties
 *   ENT  01 1, one entity
 *   RMR  01 IV, 02 invoice number, 04 paid, 05 invoiced; NTE ADD reason without a deduction; DTM 003 invoice date
 *   ADX  01 deduction, negative; 02 ZZ; NTE ADD its reason
 */
const grammar = {
  '004010': `
  BPR! NTE* TRN CUR REF* DTM*
  (N1! N2* N3* N4 REF* PER* RDM DTM)*
  (ENT!
    (NM1! N2* N3* N4 REF* PER*)*
    (ADX! NTE* PER* DTM
      (REF! DTM*)*
      (IT1!
        (REF! DTM)*
        (SAC! TXI*)*
        (SLN!
          (REF! DTM*)*
          (SAC! TXI*)*)*)*)*
    (RMR! NTE* REF* DTM*
      (IT1!
        (REF! DTM)*
        (SAC! TXI*)*
        (SLN!
          (REF! DTM*)*
          (SAC! TXI*)*)*)*
      (ADX! NTE* PER*
        (REF! DTM*)*
        (IT1!
          (REF! DTM)*
          (SAC! TXI*)*
          (SLN!
            (REF! DTM*)*
            (SAC! TXI*)*)*)*)*)*)*
  (TXP! TXI*)*
  (DED!)*
  (LX! REF* TRN*
    (NM1! REF* G53
      (AIN! QTY* DTP*)*
      (PEN! AMT* DTP*
        (INV! DTP*)*)*)*)*
  (N9!
    (AMT! REF*)*
    (N1! REF*
      (EMS! ATN* AIN* PYD*)*)*)
  (RYL!
    (NM1!
      (LOC!
        (PID! DTM
          (PCT! QTY
            (AMT! ADX*)*)*)*)*
      (ASM! ADX))*)*`,

  '005010': `
  BPR! NTE* TRN CUR REF* DTM*
  (N1! N2* N3* N4 REF* PER* RDM DTM)*
  (ENT!
    (FA1! FA2!*)*
    (NM1! N2* N3* N4 REF* PER*)*
    (ADX! NTE* PER* DTM
      (REF! DTM*)*
      (IT1! RPA QTY
        (REF! DTM)*
        (SAC! TXI* DTM*10)*
        (SLN!
          (REF! DTM*)*
          (SAC! TXI*)*)*)*
      (FA1! FA2!*)*)*
    (RMR! NTE* REF* DTM* VEH
      (IT1! RPA QTY
        (REF! DTM)*
        (SAC! TXI*)*
        (SLN!
          (REF! DTM*)*
          (SAC! TXI*)*)*)*
      (ADX! NTE* PER*
        (REF! DTM*)*
        (IT1! RPA QTY
          (REF! DTM)*
          (SAC! TXI* DTM*10)*
          (SLN!
            (REF! DTM*)*
            (SAC! TXI*)*)*)*)*
      (FA1! FA2!*)*)*)*
  (TXP! TXI* REF* DTM*)*
  (DED!)*
  (LX! REF* TRN*
    (NM1! REF* G53
      (AIN! QTY* DTP*)*
      (PEN! AMT* DTP*
        (INV! DTP*)*)*)*)*
  (N9! REF*
    (AMT! REF*)*
    (N1! REF*
      (EMS! ATN* AIN* PYD*)*)*)
  (RYL!
    (NM1!
      (LOC!
        (PID! DTM
          (PCT! QTY
            (AMT! ADX*)*)*)*)*
      (ASM! ADX))*)*`,
};

type PaidInvoice = RemittanceAdvice['invoices'][number];

export const remittanceAdvice820: MessageFile<RemittanceAdvice> = {
  type: '820',
  functionalId: 'RA',
  kind: 'remittance-advice',
  grammar,
  codes: {},

  read(reading) {
    const { root } = reading;
    const bpr = segmentOf(root, 'BPR') as Segment;
    const entities = loopsOf(root, 'ENT');
    return {
      kind: 'remittance-advice',
      remittanceNumber: remittanceOf(reading, bpr),
      paymentDate: bpr.at(16) === '' ? reading.groupDate : isoDate(bpr.at(16)),
      currency: readCurrency(reading),
      amount: decimalText(bpr.at(2)),
      parties: readParties(root),
      invoices: entities.flatMap((entity) => loopsOf(entity, 'RMR').map((rmr) => readInvoice(reading, rmr))),
    };
  },

  write(advice, out) {
    const accounts = Array<string>(11).fill('');
    out.add('BPR', 'I', advice.amount, 'C', 'FWT', ...accounts, x12Date(advice.paymentDate));
    out.add('TRN', '1', advice.remittanceNumber);
    if (advice.currency !== noCurrency) out.add('CUR', 'PR', advice.currency);
    writeParties(out, advice.parties);
    if (advice.invoices.length > 0) out.add('ENT', '1');
    for (const invoice of advice.invoices) writeInvoice(out, invoice);
  },
};

const remittanceOf = ({ root, groupDate, problems }: Reading, bpr: Segment): string => {
  const number = segmentOf(root, 'TRN')?.at(2);
  if (number) return number;
  problems.at('REFERENCE_NOT_STATED', bpr, { segment: 'TRN', element: 2, expected: 'the date' });
  return bpr.at(16) || x12Date(groupDate);
};

const readInvoice = (reading: Reading, loop: Loop): PaidInvoice => {
  const rmr = loop.segments[0] as Segment;
  const adjustments = loopsOf(loop, 'ADX');
  const amounts = adjustments.map(({ segments: [adx] }) => negated((adx as Segment).at(1)));
  const deduction = amounts.length > 1 ? total(amounts) : amounts[0];
  const paid = rmr.at(4) === '' ? '0' : decimalText(rmr.at(4));
  if (rmr.at(4) === '') reading.problems.at('QUANTITY_NOT_STATED', rmr, { element: 4 });
  const reasons = [...adjustments, loop].map(detailsOf).filter((text) => text !== undefined);
  return {
    invoiceNumber: rmr.at(2),
    ...optional('invoiceDate', dateOf(segmentsOf(loop, 'DTM'), ['003'])),
    paid,
    invoiced: rmr.at(5) === '' ? total([paid, deduction ?? '0']) : decimalText(rmr.at(5)),
    ...optional('deduction', deduction),
    ...optional('reason', reasons.join('; ')),
  };
};

const writeInvoice = (
  out: Sink,
  { invoiceNumber, invoiceDate, paid, invoiced, deduction, reason }: PaidInvoice,
): void => {
  out.add('RMR', 'IV', invoiceNumber, '', paid, invoiced);
  if (deduction === undefined) addDetails(out, reason);
  if (invoiceDate !== undefined) out.add('DTM', '003', x12Date(invoiceDate));
  if (deduction === undefined) return;
  out.add('ADX', negated(deduction), 'ZZ');
  addDetails(out, reason);
};
