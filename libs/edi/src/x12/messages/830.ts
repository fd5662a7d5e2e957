import type { DeliveryForecast, DeliveryPlanLine } from '../../canonical/documents.ts';
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
  writeAuthorizations,
  writePlanItem,
  writeReceived,
} from '../parts/delivery-plans.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { writePlace } from '../parts/places.ts';
import { certaintyCodes, spanCodes, writeDelivery, writeLeave } from '../parts/planned-deliveries.ts';
import { addDescription } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * 830 Planning Schedule with Release Capability: what the buyer will need, its beginning firm.
 *
 *   BFR  01 purpose (00 original, 05 replacement, 04 change, 01 cancellation), 02 schedule number, 03 release,
 *        04 DL dates of delivery, SH of shipment, 05 A discrete, C cumulative quantities, 06/07 first and last day,
 *        08 issued, 10 contract, 11 order of the lines that name none
 *   N1   parties; MI, who issues the plan, is the buyer
 *   LIN  01 line, 02.. item (BP, VP), PO order, PL its line; UIT unit; PID description; REF DK dock
 *   ATH  01 FI production, MT material, 02 until, 03 cumulative quantity, 05 since
 *   N1   below LIN: ST where the line goes
 *   FST  01 quantity, 02 A immediate, C firm, D planned, 03 D day, W week, M month, Q quarter, F until 05, 04 first day,
 *        06/07 hour, 08/09 DO call-off; SDQ spreads it over places; LM*ZZ, LQ*ZZ*PRODUCTION or MATERIAL: may be made,
 *        its material bought. FST in a delivery pattern (SDP) are read too
 *   SHP  01 last receipt (050, REF SI shipment), 02 received since 051 until 06
 *   CTT  01 number of lines
 */
const structure = `
  BFR! XPO* CUR REF*12 PER*3 TAX*3 FOB CTP*25 SAC*25 CSH ITD*2 DTM*10 PID*200 MEA*40 PWK*25 PKG*25 TD1*2
  TD5*12 TD3*12 TD4*5 MAN*10
  (N1! N2*2 N3*2 N4 REF*12 PER*3 FOB)*200
  (LM! LQ!*100)*
  (LIN! UIT DTM*10 CUR PO3*25 CTP*25 PID*1000 MEA*40 PWK*25 PKG*25 PO4 PRS REF*12 PER*3 SAC*25 ITD*2 TAX*3
    FOB LDT*12 QTY* ATH*20 TD1 TD5*12 TD3*12 TD4*5 MAN*10 DD*10
    (SLN! PID*1000 NM1*10)*100
    (N1! N2*2 N3*2 N4 REF*12 PER*3 FOB)*200
    (LM! LQ!*100)*
    (FST! QTY* SDQ*50
      (LM! LQ!*100)*)*
    (SDP! FST*260)*260
    (SHP! REF*5)*25)!*
  CTT`;

export const deliveryForecast830: MessageFile<DeliveryForecast> = {
  type: '830',
  functionalId: 'PS',
  kind: 'delivery-forecast',
  grammar: { '004010': structure, '005010': structure },
  codes: { BFR01: purposeCodes, BFR04: basisCodes, BFR05: countingCodes, FST02: certaintyCodes, FST03: spanCodes },

  read(reading) {
    const bfr = segmentOf(reading.root, 'BFR') as Segment;
    if (bfr.at(2) === '') reading.problems.at('REFERENCE_NOT_STATED', bfr, { element: 2, expected: 'BFR03' });
    return {
      kind: 'delivery-forecast',
      scheduleNumber: bfr.at(2) || bfr.at(3),
      ...optional('release', bfr.at(3)),
      purpose: purposeOf(bfr.at(1)),
      issueDate: isoDate(bfr.at(8)),
      basis: basisOf(bfr.at(4)),
      counting: countingOf(bfr.at(5)),
      horizonStart: isoDate(bfr.at(6)),
      ...optional('horizonEnd', bfr.at(7) === '' ? undefined : isoDate(bfr.at(7))),
      ...optional('contract', bfr.at(10)),
      parties: readParties(reading.root),
      lines: readPlanLines(reading, bfr.at(11)),
    };
  },

  write(forecast, out) {
    const { scheduleNumber, release, horizonStart, horizonEnd, issueDate, contract } = forecast;
    const form = [codeOfBasis(forecast.basis), codeOfCounting(forecast.counting)];
    const days = [x12Date(horizonStart), horizonEnd && x12Date(horizonEnd), x12Date(issueDate)];
    out.add('BFR', codeOfPurpose(forecast.purpose), scheduleNumber, release, ...form, ...days, '', contract);
    writeParties(out, forecast.parties);
    for (const line of forecast.lines) writeLine(out, forecast, line);
    out.add('CTT', String(forecast.lines.length));
  },
};

const writeLine = (out: Sink, { basis }: DeliveryForecast, line: DeliveryPlanLine): void => {
  writePlanItem(out, line);
  addDescription(out, line.description);
  if (line.dock !== undefined) out.add('REF', 'DK', line.dock);
  writeAuthorizations(out, line);
  if (line.shipTo) writePlace(out, 'ST', line.shipTo);
  for (const delivery of line.schedules) {
    writeDelivery(out, delivery, basis);
    writeLeave(out, delivery);
  }
  writeReceived(out, line);
};
