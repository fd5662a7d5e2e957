import { decimalText } from '../../amounts.ts';
import type { TestedItem, TestResults } from '../../canonical/documents.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { allOf, type Loop, loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { addRemarks, remarksOf } from '../parts/details.ts';
import { referenceOf } from '../parts/headers.ts';
import { itemPairs, orderPairs, pairValue, readItem, readUnit } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { readCharacteristic, writeCharacteristic } from '../parts/tested-characteristics.ts';
import { addDescription } from '../parts/texts.ts';
import { x12Unit } from '../parts/units.ts';
import type { Segment } from '../segment.ts';

/*
 * 863 Report of Test Results: what was measured on goods, item by item.
 *
 *   BTR  01 00, 02 date, 04 RT (report of tests and analysis), 05 report number
 *   NTE  GEN begins a note, ADD goes on with it; REF SI shipment; N1 parties
 *   LIN  01 line, 02.. item (BP, VP), PO order, PL its line, LT lot, HN heat; PID description
 *   QTY  85 size of the lot; REF LT lot, HC heat
 *   CID  05 what was measured; UIT its unit; REF ZZ*VERDICT*CONFORMING | NONCONFORMING; NTE remark
 *   MEA  01 TS limits: 03 target, 05/06 minimum and maximum; TR a value in 03; 04 unit, ZZ for none
 *   STA  01 30 average, 32 minimum, 33 maximum, 22 range, 23 standard deviation, 18 capability (Cpk), 02 value
 *   TMD  06 norm or procedure
 *   CTT  01 number of items
 *
 * 005010 has a second form, items in HL levels: valid, but not read; nor is a MEA that stands beside no CID.
 */
const grammar = {
  '004010': `
  BTR! NTE* REF*12 DTM*10 PID*200 PO4 TMD MEA*20
  (N1! N2*2 N3*2 N4 REF*12
    (PER! REF*)*)*
  (LIN! PID*1000 PO4 TMD MEA*20 PSD* SPS* QTY*10 DTM*10 REF*1000 NTE*
    (N1! N2*2 N3*2 N4 REF*10 PER*3 QTY*10)*10
    (CID! UIT PSD* SPS* DTM*10 REF*10 NTE*
      (MEA! DTM*10 REF*10
        (LM! LQ!*)*)*
      (STA! DTM*10 REF*10
        (LM! LQ!*)*)*
      (TMD! MEA* DTM*10 REF*10)*100
      (TSP! MEA* DTM*10 REF*10
        (LM! LQ!*)*)*)*)*
  CTT`,

  '005010': `
  BTR! NTE* REF*12 DTM*10 PID*200 PO4 TMD
  (MEA!
    (LM! LQ!*)*)*
  (N1! N2*2 N3*2 N4 REF*12
    (PER! REF*)*)*
  (LIN! PID*1000 PO4 TMD PSD* SPS* QTY*10 DTM*10 REF*1000 NTE*
    (MEA!
      (LM! LQ!*)*)*
    (N1! N2*2 N3*2 N4 REF*10 PER*3 QTY*10)*10
    (CID! UIT PSD* SPS* DTM*10 REF*10 NTE*
      (MEA! DTM*10 REF*10
        (LM! LQ!*)*)*
      (STA! DTM*10 REF*10
        (LM! LQ!*)*)*
      (TMD! MEA* DTM*10 REF*10)*100
      (TSP! MEA* DTM*10 REF*10
        (LM! LQ!*)*)*)*)*
  (HL! LIN PID* PO4 CID QTY* TMD* PSD* TSP MEA SPS* STA* DTM* NTE*
    (LM! LQ!*)*
    (NM1! N2*2 N3*2 N4 PER* N9* UIT)*)*`,
};

const lotSize = '85';
const lotSizeCodes = [lotSize, '38', '01', '39'];

export const testResults863: MessageFile<TestResults> = {
  type: '863',
  functionalId: 'RT',
  kind: 'test-results',
  grammar,
  codes: {},

  read(reading) {
    const { root, problems } = reading;
    const btr = segmentOf(root, 'BTR') as Segment;
    if (btr.at(5) === '') problems.at('REFERENCE_NOT_STATED', btr, { element: 5, expected: 'BTR06, BTR02' });
    const notes = remarksOf(root);
    for (const hl of loopsOf(root, 'HL')) problems.at('SEGMENT_NOT_READ', hl.segments[0] as Segment);
    return {
      kind: 'test-results',
      reportNumber: btr.at(5) || btr.at(6) || btr.at(2),
      reportDate: isoDate(btr.at(2)),
      ...optional('shipmentNumber', referenceOf(root, 'SI')),
      parties: readParties(root),
      ...optional('notes', notes.length > 0 ? notes : undefined),
      items: loopsOf(root, 'LIN').map((loop, i) => readTestedItem(reading, loop, String(i + 1))),
    };
  },

  write(results, out) {
    out.add('BTR', '00', x12Date(results.reportDate), '', 'RT', results.reportNumber);
    addRemarks(out, results.notes ?? []);
    if (results.shipmentNumber !== undefined) out.add('REF', 'SI', results.shipmentNumber);
    writeParties(out, results.parties);
    for (const item of results.items) writeTestedItem(out, item);
    // The form with HL levels has taken the place of CTT.
    if (out.version === '004010') out.add('CTT', String(results.items.length));
  },
};

const readTestedItem = (reading: Reading, loop: Loop, ordinal: string): TestedItem => {
  const lin = loop.segments[0] as Segment;
  // A measurement that no CID names is of nothing that could be said.
  for (const mea of allOf(loop, 'MEA')) reading.problems.at('SEGMENT_NOT_READ', mea);
  const qty = segmentsOf(loop, 'QTY').find((q) => lotSizeCodes.includes(q.at(1)) && q.at(2) !== '');
  return {
    ...readItem(lin, 2, loop),
    line: lin.at(1) || ordinal,
    ...optional('orderNumber', pairValue(lin, 2, ['PO']) ?? referenceOf(loop, 'PO')),
    ...optional('orderLine', pairValue(lin, 2, ['PL'])),
    ...optional('lot', referenceOf(loop, 'LT') ?? referenceOf(loop, 'BT') ?? pairValue(lin, 2, ['LT'])),
    ...optional('heat', referenceOf(loop, 'HC') ?? pairValue(lin, 2, ['HN'])),
    ...optional('quantity', qty && { value: decimalText(qty.at(2)), unit: readUnit(reading, qty, 3) }),
    characteristics: loopsOf(loop, 'CID').map((cid) => readCharacteristic(reading, cid)),
  };
};

const writeTestedItem = (out: Sink, item: TestedItem): void => {
  const pairs = [...itemPairs(item), ...orderPairs(item)];
  out.add('LIN', item.line, ...(pairs.length > 0 ? pairs : ['ZZ', item.line]));
  addDescription(out, item.description);
  if (item.quantity) out.add('QTY', lotSize, item.quantity.value, x12Unit(item.quantity.unit));
  if (item.lot !== undefined) out.add('REF', 'LT', item.lot);
  if (item.heat !== undefined) out.add('REF', 'HC', item.heat);
  for (const characteristic of item.characteristics) writeCharacteristic(out, characteristic);
};
