import { isNothing } from '../../amounts.ts';
import type { Milestone, ProgressLine, ProgressReport } from '../../canonical/documents.ts';
import { loopsOf, segmentsOf } from '../../structure/match-structure.ts';
import { type Loop, type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { addDate, addInstant, documentDate, instantIn } from '../parts/dates.ts';
import { documentNumber } from '../parts/headers.ts';
import { addQuantity, numberText, readItem, writeItem } from '../parts/items.ts';
import { readParties, writeSomeParty } from '../parts/parties.ts';
import { addDescription, addText, codedText, plainTexts, textsOf } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * OSTRPT Order status report (from D.97A): how far the lines of our orders are, cumulatively, per milestone.
 *
 *   BGM  348, report number, 9
 *   DTM  137 report date
 *   SG1  NAD parties; the directory demands one
 *   SG3  DOC 220, order number
 *   SG5  LIN line; PIA, IMD item; FTX our codes COR (pieces are taken back on purpose) or RSN with the reason; AAI remark
 *   SG7  STS our code of the milestone (MAT, STA, FIN, PAC, SHI), its name; DTM 334 when the figures were true;
 *        QTY 3 cumulative good pieces. A second STS, SCR: QTY 3 cumulative scrap
 */
const codes: Readonly<Record<Milestone, string>> = {
  'material-ready': 'MAT',
  started: 'STA',
  finished: 'FIN',
  packed: 'PAC',
  shipped: 'SHI',
};
const milestones = Object.entries(codes) as [Milestone, string][];
const scrapCode = 'SCR';
const ours = 'ZZZ';
const asOfCodes = ['334', '9', '7', '182', '137'];

export const ostrpt: MessageFile<ProgressReport> = {
  type: 'OSTRPT',
  kinds: ['progress-report'],
  codes: {},
  needs: ['BGM 2.1'],

  read(reading) {
    return {
      kind: 'progress-report',
      reportNumber: documentNumber(reading.header),
      reportDate: documentDate(reading),
      parties: readParties(reading.root),
      lines: loopsOf(reading.root, 'DOC').flatMap((order) => readOrderLines(reading, order)),
    };
  },

  write(report, out) {
    out.add('BGM', '348', report.reportNumber, '9');
    addDate(out, '137', report.reportDate);
    writeSomeParty(out, report.parties);
    let order: string | undefined;
    for (const line of report.lines) {
      if (line.orderNumber !== order) out.add('DOC', '220', line.orderNumber);
      order = line.orderNumber;
      writeLine(out, line);
    }
  },
};

const readOrderLines = (reading: Reading, order: Loop): ProgressLine[] => {
  const doc = order.segments[0] as Segment;
  const orderNumber = doc.at(2, 1);
  if (orderNumber === '') reading.problems.at('ORDER_NOT_STATED', doc);
  return loopsOf(order, 'LIN').flatMap((line, i) => readLine(reading, line, orderNumber, i));
};

/** One line per milestone; the scrap that follows a milestone belongs to it. */
const readLine = (reading: Reading, line: Loop, orderNumber: string, index: number): ProgressLine[] => {
  const lin = line.segments[0] as Segment;
  const found: ProgressLine[] = [];
  for (const group of loopsOf(line, 'STS')) {
    const sts = group.segments[0] as Segment;
    const qty = segmentsOf(group, 'QTY')[0];
    const milestone = milestoneOf(sts);
    const before = found.at(-1);
    if (isOurs(sts, scrapCode) && before) before.scrap = qty ? numberText(qty.at(1, 2)) : '0';
    else if (!milestone) reading.problems.at('STATUS_NOT_A_MILESTONE', sts, { element: 2, value: sts.at(2) });
    else {
      if (!qty) reading.problems.at('QUANTITY_NOT_STATED', sts);
      found.push({
        ...readItem(line),
        orderNumber,
        line: lin.at(1, 1) || String(index + 1),
        milestone,
        good: qty ? numberText(qty.at(1, 2)) : '0',
        scrap: '0',
        unit: qty?.at(1, 3) || 'EA',
        asOf: instantIn(group, asOfCodes, reading.localOffset) ?? midnight(reading),
        ...readReason(line),
      });
    }
  }
  return found;
};

const midnight = (reading: Reading): string => `${documentDate(reading)}T00:00:00${reading.localOffset}`;

const isOurs = (sts: Segment, code: string): boolean => sts.at(2, 1) === code && sts.at(2, 3) === ours;

const milestoneOf = (sts: Segment): Milestone | undefined =>
  milestones.find(([name, code]) => isOurs(sts, code) || sts.at(2, 4).toUpperCase() === name.toUpperCase())?.[0];

const readReason = (line: Loop): Pick<ProgressLine, 'correction' | 'reason' | 'remark'> => {
  const texts = textsOf(line);
  const correction = codedText(texts, 'COR');
  return {
    ...(correction ? { correction: true } : {}),
    ...optional('reason', correction?.text || codedText(texts, 'RSN')?.text),
    ...optional('remark', plainTexts(texts, ['AAI', 'ZZZ', 'LIN']).join(' ')),
  };
};

const writeLine = (out: Sink, line: ProgressLine): void => {
  out.add('LIN', line.line);
  writeItem(out, line);
  addDescription(out, line.description);
  if (line.correction) addText(out, 'ZZZ', line.reason, 'COR');
  else if (line.reason !== undefined) addText(out, 'ZZZ', line.reason, 'RSN');
  if (line.remark !== undefined) addText(out, 'AAI', line.remark);
  out.add('STS', ours, [codes[line.milestone], '', ours, line.milestone.toUpperCase()]);
  addInstant(out, '334', line.asOf);
  addQuantity(out, '3', line.good, line.unit);
  if (isNothing(line.scrap)) return;
  out.add('STS', ours, [scrapCode, '', ours]);
  addQuantity(out, '3', line.scrap, line.unit);
};
