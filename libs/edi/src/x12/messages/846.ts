import { decimalText } from '../../amounts.ts';
import type {
  InventoryLine,
  InventoryQuantity,
  InventoryReport,
  InventoryState,
  Place,
} from '../../canonical/documents.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { type Loop, loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { referenceOf } from '../parts/headers.ts';
import { dateOf, itemPairs, pairValue, readItem, readUnit } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { placeOf, writePlace } from '../parts/places.ts';
import { addDescription } from '../parts/texts.ts';
import { x12Unit } from '../parts/units.ts';
import type { Segment } from '../segment.ts';

/*
 * 846 Inventory Inquiry/Advice, as advice: what stands where, by state.
 *
 *   BIA  01 purpose (written 00; 13, a request, is no report), 02 SI seller's inventory, 03 report number, 04 date
 *   DTM  184 when the stock was counted
 *   N1   parties; WH the warehouse of lines that name none
 *   LIN  01 line, 02.. item (BP, VP, LT lot); PID description; REF LT lot
 *   QTY  01 kind: 17 on hand, 33 available, 27 committed, QH blocked, IQ in transit, 63 on order, 37 in production;
 *        other kinds (levels, multiples) are not read; 02 quantity, 03 unit; DTM 018 when it is expected
 *   N1   below LIN: WH the warehouse
 *   CTT  01 number of lines
 */
const structure = `
  BIA! CUR DTM*10 REF*12 PER*3 MEA*20
  (N1! N2*2 N3*2 N4 REF*12 PER*3)*5
  (LM! LQ!*100)*10
  (LIN! PID*200 MEA*40 PKG*25 DTM*10 CTP*25 CUR SAC*25 REF* PER*3 SDQ*500 MAN UIT*5 CS DD* G53 PCT* LDT*12
    (LM! LQ!*100)*10
    (SLN! PID*200 MEA*40 PKG*25
      (MAN! MEA*40)*100)*1000
    (QTY! UIT*12 MEA*25 LDT*12 DTM*10
      (SCH! MEA*25)*25
      (LM! LQ!*100)*
      (LS!
        (REF! DTM* N1
          (LM! LQ!*100)*10)*
        LE!))*99
    (N1! N2*2 N3*2 N4 REF*12 PER*3)*200)!*10000
  CTT`;

/** DE 673. The first of a state is written, all are read. */
const codesOfState: Readonly<Record<InventoryState, readonly string[]>> = {
  'on-hand': ['17', '26', 'BI'],
  available: ['33', '34', 'V2'],
  committed: ['27', 'XU'],
  blocked: ['QH', '15'],
  'in-transit': ['IQ'],
  'on-order': ['63'],
  'in-production': ['37'],
};
const stateOfCode = new Map(
  Object.entries(codesOfState).flatMap(([state, codes]) =>
    codes.map((code) => [code, state as InventoryState] as const),
  ),
);

/** DE 353 but for request, query and what takes a report back. */
const purposeCodes = ['00', '02', '04', '05', '06', '07', '08', '14', '15', '20', '22'];
const sellersInventory = 'SI';
const counted = '184';
const warehouse = 'WH';
/** DE 374: available, estimated delivery, current schedule delivery, estimated arrival. The first is written. */
const expectedCodes = ['018', '017', '067', '371'];

export const inventoryReport846: MessageFile<InventoryReport> = {
  type: '846',
  functionalId: 'IB',
  kind: 'inventory-report',
  grammar: { '004010': structure, '005010': structure },
  codes: { BIA01: purposeCodes },

  read(reading) {
    const { root } = reading;
    const bia = segmentOf(root, 'BIA') as Segment;
    const place = placeOf(root, warehouse);
    return {
      kind: 'inventory-report',
      reportNumber: bia.at(3),
      reportDate: isoDate(bia.at(4)),
      ...optional('countDate', dateOf(segmentsOf(root, 'DTM'), [counted])),
      parties: readParties(root),
      lines: loopsOf(root, 'LIN').map((loop, i) => readLine(reading, loop, String(i + 1), place)),
    };
  },

  write(report, out) {
    out.add('BIA', '00', sellersInventory, report.reportNumber, x12Date(report.reportDate));
    if (report.countDate !== undefined) out.add('DTM', counted, x12Date(report.countDate));
    writeParties(out, report.parties);
    for (const line of report.lines) writeLine(out, line);
    out.add('CTT', String(report.lines.length));
  },
};

const readLine = (reading: Reading, loop: Loop, ordinal: string, place: Place | undefined): InventoryLine => {
  const lin = loop.segments[0] as Segment;
  return {
    ...readItem(lin, 2, loop),
    line: lin.at(1) || ordinal,
    ...optional('location', placeOf(loop, warehouse) ?? place),
    ...optional('lot', referenceOf(loop, 'LT') ?? referenceOf(loop, 'BT') ?? pairValue(lin, 2, ['LT'])),
    quantities: loopsOf(loop, 'QTY').flatMap((quantity) => readQuantities(reading, quantity)),
  };
};

const readQuantities = (reading: Reading, loop: Loop): InventoryQuantity[] => {
  const qty = loop.segments[0] as Segment;
  const state = stateOfCode.get(qty.at(1));
  if (!state) {
    reading.problems.at('QUANTITY_NOT_READ', qty, { element: 1 });
    return [];
  }
  // QTY04 may say it in words, which no stock can be counted by.
  if (qty.at(2) === '') {
    reading.problems.at('SEGMENT_NOT_READ', qty);
    return [];
  }
  return [
    {
      state,
      quantity: decimalText(qty.at(2)),
      unit: readUnit(reading, qty, 3),
      ...optional('date', dateOf(segmentsOf(loop, 'DTM'), expectedCodes)),
    },
  ];
};

const writeLine = (out: Sink, line: InventoryLine): void => {
  const pairs = itemPairs(line);
  out.add('LIN', line.line, ...(pairs.length > 0 ? pairs : ['ZZ', line.line]));
  addDescription(out, line.description);
  if (line.lot !== undefined) out.add('REF', 'LT', line.lot);
  for (const { state, quantity, unit, date } of line.quantities) {
    out.add('QTY', codesOfState[state][0], quantity, x12Unit(unit));
    if (date !== undefined) out.add('DTM', expectedCodes[0], x12Date(date));
  }
  if (line.location) writePlace(out, warehouse, line.location);
};
