import type { DespatchAdvice, DespatchLine } from '../../canonical/documents.ts';
import { loopsOf, segmentOf, segmentsOf } from '../../structure/match-structure.ts';
import { type Loop, type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { addDate, dateOf, documentDate } from '../parts/dates.ts';
import { addReference, documentNumber, orderCodes, referenceGroup, referenceOf } from '../parts/headers.ts';
import { addQuantity, numberText, readItem, readQuantity, writeItem } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addDescription } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * DESADV Despatch advice.
 *
 *   BGM  351, shipment number, 9
 *   DTM  137, 11 despatch, 17 estimated arrival
 *   MEA  AAE, AAD total gross weight
 *   SG1  RFF BM bill of lading
 *   SG2  NAD parties
 *   SG6  TDT 20, voyage, 1 by sea, C222 vessel
 *   SG8  EQD CN container; SEL its seal
 *   SG10 CPS 1 the shipment: PAC packages and their type. CPS n+1 under it, one per line: PAC cartons; LIN line, PIA,
 *        IMD item; QTY 12 despatched; GIN BX lot; RFF ON order number and order line
 *   CNT  2 number of lines
 */
export const desadv: MessageFile<DespatchAdvice> = {
  type: 'DESADV',
  kinds: ['despatch-advice'],
  codes: {},
  needs: ['BGM 2.1'],

  read(reading) {
    const { root, header } = reading;
    const levels = loopsOf(root, 'CPS');
    return {
      kind: 'despatch-advice',
      shipmentNumber: documentNumber(header),
      despatchDate: documentDate(reading, ['11', '137']),
      ...optional('estimatedArrival', dateOf(root, ['17', '132', '191'])),
      parties: readParties(root),
      ...readTransport(root, levels),
      lines: readLines(reading, levels),
    };
  },

  write(advice, out) {
    out.add('BGM', '351', advice.shipmentNumber, '9');
    addDate(out, '137', advice.despatchDate);
    addDate(out, '11', advice.despatchDate);
    addDate(out, '17', advice.estimatedArrival);
    const { grossWeight, packages } = advice;
    if (grossWeight) out.add('MEA', 'AAE', 'AAD', [grossWeight.unit, grossWeight.value]);
    addReference(out, 'BM', advice.billOfLading);
    writeParties(out, advice.parties);
    writeTransport(out, advice);
    out.add('CPS', '1');
    if (packages) out.add('PAC', String(packages.count), '', packages.type);
    advice.lines.forEach((line, i) => {
      writeLine(out, line, i + 2);
    });
    out.add('CNT', ['2', String(advice.lines.length)]);
  },
};

const readTransport = (root: Loop, levels: readonly Loop[]): Partial<DespatchAdvice> => {
  const shipment = levels.find(isShipment);
  const packed = shipment && packagingOf(shipment);
  const weighed = segmentsOf(root, 'MEA').find(
    (mea) => ['AAD', 'G', 'AAB'].includes(mea.at(2, 1)) && mea.at(3, 2) !== '',
  );
  const containers = loopsOf(root, 'EQD')
    .filter(({ segments: [eqd] }) => eqd?.at(1, 1) === 'CN' && eqd.at(2, 1) !== '')
    .map((group) => ({
      number: (group.segments[0] as Segment).at(2, 1),
      ...optional('seal', segmentOf(group, 'SEL')?.at(1, 1)),
    }));
  const tdt = loopsOf(root, 'TDT')[0]?.segments[0];
  return {
    ...optional('packages', packed && { count: Number(packed.at(1, 1)), type: packed.at(3, 1) }),
    ...optional('grossWeight', weighed && { value: numberText(weighed.at(3, 2)), unit: weighed.at(3, 1) }),
    ...optional('billOfLading', referenceOf(root, ['BM', 'BL'])),
    ...optional('containers', containers.length > 0 ? containers : undefined),
    ...optional('vessel', tdt?.at(8, 4)),
    ...optional('voyage', tdt?.at(2, 1)),
  };
};

/** CPS 7166 names the level above; the shipment has none. */
const isShipment = (level: Loop): boolean => level.segments[0]?.at(2, 1) === '';

const packagingOf = (level: Loop): Segment | undefined =>
  loopsOf(level, 'PAC')
    .map(({ segments: [pac] }) => pac as Segment)
    .find((pac) => pac.at(1, 1) !== '' && pac.at(3, 1) !== '');

const readLines = (reading: Reading, levels: readonly Loop[]): DespatchLine[] => {
  let index = 0;
  const ofAll = referenceGroup(reading.root, orderCodes);
  return levels.flatMap((level) => {
    const lines = loopsOf(level, 'LIN');
    const packed = isShipment(level) || lines.length !== 1 ? undefined : packagingOf(level);
    return lines.map((line) => ({
      ...readLine(reading, line, ++index, ofAll),
      ...optional('cartons', packed && Number(packed.at(1, 1))),
    }));
  });
};

const readLine = (reading: Reading, line: Loop, index: number, ofAll: Loop | undefined): DespatchLine => {
  const lin = line.segments[0] as Segment;
  const order = (referenceGroup(line, orderCodes) ?? ofAll)?.segments[0];
  if (!order) reading.problems.at('ORDER_NOT_STATED', lin);
  const lot = segmentsOf(line, 'GIN').find((gin) => gin.at(1, 1) === 'BX');
  return {
    ...readItem(line),
    orderNumber: order?.at(1, 2) ?? '',
    line: order?.at(1, 3) || lin.at(1, 1) || String(index),
    ...readQuantity(reading, line, ['12', '46', '21']),
    ...optional('lot', lot?.at(2, 1)),
  };
};

const writeTransport = (out: Sink, { vessel, voyage, containers }: DespatchAdvice): void => {
  if (vessel !== undefined) out.add('TDT', '20', voyage, '1', '', '', '', '', ['', '', '', vessel]);
  else if (voyage !== undefined) out.add('TDT', '20', voyage);
  for (const { number, seal } of containers ?? []) {
    out.add('EQD', 'CN', number);
    if (seal !== undefined) out.add('SEL', seal);
  }
};

const writeLine = (out: Sink, line: DespatchLine, level: number): void => {
  out.add('CPS', String(level), '1');
  if (line.cartons !== undefined) out.add('PAC', String(line.cartons), '', 'CTN');
  out.add('LIN', line.line);
  writeItem(out, line);
  addDescription(out, line.description);
  addQuantity(out, '12', line.quantity, line.unit);
  if (line.lot !== undefined) out.add('GIN', 'BX', line.lot);
  addReference(out, 'ON', line.orderNumber, line.line);
};
