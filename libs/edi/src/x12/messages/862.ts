import type { DeliveryCall, DeliveryPlanLine } from '../../canonical/documents.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { segmentOf } from '../match-structure.ts';
import { type MessageFile, optional, type Sink } from '../message.ts';
import {
  basisCodes,
  basisOf,
  codeOfBasis,
  codeOfCounting,
  codeOfPurpose,
  countingCodes,
  countingOf,
  purposeCodes,
  purposeOf,
  readPlanLines,
  writePlanItem,
  writeReceived,
} from '../parts/delivery-plans.ts';
import { descriptionPairs } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { qualifierOf } from '../parts/places.ts';
import { certaintyCodes, spanCodes, writeDelivery } from '../parts/planned-deliveries.ts';
import { x12Unit } from '../parts/units.ts';
import type { Segment } from '../segment.ts';

/*
 * 862 Shipping Schedule: the call-off that fixes day and hour of the near deliveries.
 *
 *   BSS  01 purpose (00 original, 05 replacement, 04 change, 01 cancellation), 02 schedule number, 03 issued,
 *        04 DL dates of delivery, SH of shipment, 05/06 first and last day, 07 release (where there is none, 08 the
 *        schedule number again), 09 contract, 10 order of the lines that name none, 11 A discrete, C cumulative
 *   N1   parties; SI, who issues the schedule, is the buyer
 *   LIN  01 line, 02.. item (BP, VP, PD description), PO order, PL its line; UIT unit; REF DK dock
 *   FST  01 quantity, 02 A immediate, C firm, D planned, 03 D day, W week, M month, Q quarter, F until 05, 04 first day,
 *        06/07 hour, 08/09 DO call-off; SDQ the place where the line goes; JIT (quantity, hour) spreads it over a day
 *   SHP  01 last receipt (050, REF SI shipment), 02 received since 051 until 06
 *   CTT  01 number of lines
 */
const grammar = {
  '004010': `
  BSS! DTM*10
  (N1! N2*2 N3*2 N4 REF*12 PER*3 FOB)*200
  (LIN! UIT! PKG* PO4* PRS QTY REF*12 PER SDP
    (FST! DTM* SDQ*
      (JIT! REF*500)*96)*100
    (SHP! REF*12)*10
    TD1 TD3 TD5)!*10000
  CTT`,

  '005010': `
  BSS! DTM*10
  (N1! N2*2 N3*2 N4 REF*12 PER*3 FOB)*200
  (LIN! UIT! PKG* PO4* PRS QTY REF*12 PER SDP
    (FST! DTM* SDQ*
      (JIT! REF*500 DTM*)*96)*100
    (SHP! REF*12)*10
    TD1 TD3 TD5)!*10000
  CTT`,
};

export const deliveryCall862: MessageFile<DeliveryCall> = {
  type: '862',
  functionalId: 'SS',
  kind: 'delivery-call',
  grammar,
  codes: { BSS01: purposeCodes, BSS04: basisCodes, BSS11: countingCodes, FST02: certaintyCodes, FST03: spanCodes },

  read(reading) {
    const bss = segmentOf(reading.root, 'BSS') as Segment;
    return {
      kind: 'delivery-call',
      scheduleNumber: bss.at(2),
      ...optional('release', bss.at(7)),
      purpose: purposeOf(bss.at(1)),
      issueDate: isoDate(bss.at(3)),
      basis: basisOf(bss.at(4)),
      counting: countingOf(bss.at(11)),
      horizonStart: isoDate(bss.at(5)),
      horizonEnd: isoDate(bss.at(6)),
      ...optional('contract', bss.at(9)),
      parties: readParties(reading.root),
      lines: readPlanLines(reading, bss.at(10)),
    };
  },

  write(call, out) {
    const { scheduleNumber, release, horizonStart, horizonEnd, issueDate, contract, basis } = call;
    const days = [x12Date(horizonStart), horizonEnd && x12Date(horizonEnd)];
    const numbers = [release, release === undefined ? scheduleNumber : '', contract, ''];
    const head = [codeOfPurpose(call.purpose), scheduleNumber, x12Date(issueDate), codeOfBasis(basis)];
    out.add('BSS', ...head, ...days, ...numbers, codeOfCounting(call.counting));
    writeParties(out, call.parties);
    for (const line of call.lines) writeLine(out, call, line);
    out.add('CTT', String(call.lines.length));
  },
};

const writeLine = (out: Sink, { basis }: DeliveryCall, line: DeliveryPlanLine): void => {
  writePlanItem(out, line, descriptionPairs(line));
  if (line.dock !== undefined) out.add('REF', 'DK', line.dock);
  for (const delivery of line.schedules) {
    writeDelivery(out, delivery, basis);
    const { shipTo } = line;
    if (shipTo) out.add('SDQ', x12Unit(line.unit), qualifierOf(shipTo), shipTo.id, delivery.quantity);
  }
  writeReceived(out, line);
};
