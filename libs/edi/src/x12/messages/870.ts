import { decimalText, isNothing } from '../../amounts.ts';
import type { Milestone, ProgressLine, ProgressReport } from '../../canonical/documents.ts';
import { instantOf, isoDate, offsetOf, timeCodeOf, x12Date } from '../calendar.ts';
import { type Loop, loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { keywordOf } from '../parts/headers.ts';
import { levelsOf } from '../parts/hierarchy.ts';
import { itemPairs, readItem } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addDescription, descriptionOf } from '../parts/texts.ts';
import { canonicalUnit, x12Unit } from '../parts/units.ts';
import type { Segment } from '../segment.ts';

/*
 * 870 Order Status Report: how far the lines of our orders are, cumulatively, per milestone.
 *
 *   BSR  01 3 (unsolicited), 02 PP (selected orders, selected items), 03 report number, 04 report date
 *   N1   parties
 *   HL   O order: PRF 01 order number; I item under its order. PO1 may also stand under the O level itself
 *   PO1  01 line, 06.. item; PID description
 *   ISR  one per milestone. 01 is a coarse status, IP in process or CP shipped so far; the milestone itself is the
 *        industry code LM*ZZ, LQ*ZZ*MATERIAL-READY | STARTED | FINISHED | PACKED | SHIPPED. Without LQ, IP reads as
 *        started, CC and CP as shipped, other codes say no milestone
 *   QTY  02 cumulative good pieces (87 quantity received is read too), 05 cumulative rejected material = scrap
 *   DTM  007 when the figures were true, with time and DE 623 offset code (08 = +08:00, UT = UTC)
 *   REF  ZZ*CORRECTION*reason: the report takes pieces back on purpose; ZZ*REASON*reason: a reason alone
 *   PID  under ISR: remark
 */
const structure = `
  BSR! TD3 TD4 TD5 DTM*10
  (REF! DTM*)*
  (N1! N2*2 N3*2 N4 REF*12 PER*3 PWK)*200
  (LM! LQ!*100)*10
  (HL! PRF
    (ISR! PID*6 QTY*4)*104
    PER*3 DTM*10 CS*3
    (REF! DTM*)*
    (N1! N2*2 N3*2 N4 REF*12 PER*3)*200
    (LM! LQ!*100)*10
    (PO1! CUR SLN*100 PO3 PID*1000 MEA*40 PKG*25
      (ISR! PID*6 QTY*4 DTM*10 N1 N2*2 N3*2 N4 TD1 TD5 TD3 TD4 REF*12 SAC*25
        (LM! LQ!*100)*10)*104
      (LX! REF* N1 DTM*10
        (LM! LQ!*100)*10)*)*1000)!*1000
  CTT`;

const grammar = { '004010': structure, '005010': structure };

const milestones: readonly Milestone[] = ['material-ready', 'started', 'finished', 'packed', 'shipped'];
const milestoneOfStatus: Readonly<Record<string, Milestone>> = { IP: 'started', CC: 'shipped', CP: 'shipped' };
const goodCodes = ['02', '87'];
const scrapCodes = ['05'];
const asOfCodes = ['007', '009', '097'];

export const progressReport870: MessageFile<ProgressReport> = {
  type: '870',
  functionalId: 'RS',
  kind: 'progress-report',
  grammar,
  codes: {},

  read(reading) {
    const bsr = segmentOf(reading.root, 'BSR') as Segment;
    return {
      kind: 'progress-report',
      reportNumber: bsr.at(3),
      reportDate: isoDate(bsr.at(4)),
      parties: readParties(reading.root),
      lines: readLines(reading),
    };
  },

  write(report, out) {
    out.add('BSR', '3', 'PP', report.reportNumber, x12Date(report.reportDate));
    writeParties(out, report.parties);
    let level = 0;
    let order = { number: '', level: 0 };
    for (const line of report.lines) {
      if (order.level === 0 || order.number !== line.orderNumber) {
        order = { number: line.orderNumber, level: ++level };
        out.add('HL', String(level), '', 'O', '1');
        out.add('PRF', line.orderNumber);
      }
      out.add('HL', String(++level), String(order.level), 'I', '0');
      writeLine(out, line);
    }
    out.add('CTT', String(level));
  },
};

const readLines = (reading: Reading): ProgressLine[] => {
  const counts = new Map<string, number>();
  return levelsOf(reading.root).flatMap(({ loop, orderNumber }) =>
    loopsOf(loop, 'PO1').flatMap((po1) => {
      const ordinal = (counts.get(orderNumber) ?? 0) + 1;
      counts.set(orderNumber, ordinal);
      if (orderNumber === '') reading.problems.at('ORDER_NOT_STATED', po1.segments[0] as Segment);
      return loopsOf(po1, 'ISR').flatMap((isr) => readStatus(reading, po1, isr, orderNumber, ordinal));
    }),
  );
};

const readStatus = (
  reading: Reading,
  po1Loop: Loop,
  isrLoop: Loop,
  orderNumber: string,
  ordinal: number,
): ProgressLine[] => {
  const po1 = po1Loop.segments[0] as Segment;
  const isr = isrLoop.segments[0] as Segment;
  const milestone = milestoneOf(isrLoop) ?? milestoneOfStatus[isr.at(1)];
  if (!milestone) {
    reading.problems.at('STATUS_NOT_A_MILESTONE', isr, { element: 1 });
    return [];
  }
  const good = quantityOf(isrLoop, goodCodes);
  const scrap = quantityOf(isrLoop, scrapCodes);
  const correction = keywordOf(isrLoop, 'CORRECTION');
  const isCorrection = segmentsOf(isrLoop, 'REF').some((ref) => ref.at(2) === 'CORRECTION');
  const unitCode = (good ?? scrap)?.component(3, 1) || po1.at(3);
  if (unitCode === '') reading.problems.at('UNIT_NOT_STATED', po1, { element: 3 });
  return [
    {
      ...readItem(po1, 6, po1Loop),
      orderNumber,
      line: po1.at(1) || String(ordinal),
      milestone,
      good: good ? decimalText(good.at(2)) : '0',
      scrap: scrap ? decimalText(scrap.at(2)) : '0',
      unit: unitCode === '' ? 'EA' : canonicalUnit(unitCode),
      asOf: asOfOf(reading, isrLoop),
      ...(isCorrection ? { correction: true } : {}),
      ...optional('reason', correction || keywordOf(isrLoop, 'REASON')),
      ...optional('remark', descriptionOf(isrLoop)),
    },
  ];
};

const milestoneOf = (isrLoop: Loop): Milestone | undefined => {
  for (const lm of loopsOf(isrLoop, 'LM')) {
    for (const lq of segmentsOf(lm, 'LQ')) {
      const found = milestones.find((m) => m.toUpperCase() === lq.at(2).toUpperCase());
      if (found) return found;
    }
  }
  return undefined;
};

const quantityOf = (isrLoop: Loop, codes: readonly string[]): Segment | undefined =>
  codes.map((code) => segmentsOf(isrLoop, 'QTY').find((qty) => qty.at(1) === code && qty.at(2) !== '')).find(Boolean);

/** DTM with time and offset; a time that states no offset is local; a date alone (DTM02, ISR02, BSR04) is midnight. */
const asOfOf = ({ root, localOffset }: Reading, isrLoop: Loop): string => {
  const dtms = segmentsOf(isrLoop, 'DTM');
  const dtm = asOfCodes.map((code) => dtms.find((d) => d.at(1) === code && d.at(2) !== '')).find(Boolean);
  const date = dtm?.at(2) || segmentOf(isrLoop, 'ISR')?.at(2) || (segmentOf(root, 'BSR') as Segment).at(4);
  return instantOf(date, dtm?.at(3) || '0000', offsetOf(dtm?.at(4) ?? '') ?? localOffset);
};

const writeLine = (out: Sink, line: ProgressLine): void => {
  out.add('PO1', line.line, '', '', '', '', ...itemPairs(line));
  addDescription(out, line.description);
  const [, date, time, fraction, offset] = instantParts(line.asOf);
  out.add('ISR', line.milestone === 'shipped' ? 'CP' : 'IP', x12Date(date));
  addDescription(out, line.remark);
  const unit = x12Unit(line.unit);
  out.add('QTY', goodCodes[0], line.good, unit);
  if (!isNothing(line.scrap)) out.add('QTY', scrapCodes[0], line.scrap, unit);
  out.add('DTM', asOfCodes[0], x12Date(date), `${time.replaceAll(':', '')}${fraction}`, timeCodeOf(offset) ?? offset);
  if (line.correction) out.add('REF', 'ZZ', 'CORRECTION', line.reason);
  else if (line.reason !== undefined) out.add('REF', 'ZZ', 'REASON', line.reason);
  out.add('LM', 'ZZ');
  out.add('LQ', 'ZZ', line.milestone.toUpperCase());
};

/** Zeros at the end of a fraction say nothing; X12 times end at hundredths. */
const instantParts = (instant: string): [string, string, string, string, string] => {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d*?)0*)?(Z|z|[+-]\d{2}:\d{2})$/.exec(instant);
  const [all = instant, date = instant, time = '', fraction = '', offset = ''] = parts ?? [];
  return [all, date, time, fraction, offset];
};
