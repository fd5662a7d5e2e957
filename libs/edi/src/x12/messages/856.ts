import { decimalText } from '../../amounts.ts';
import type { DespatchAdvice, DespatchLine } from '../../canonical/documents.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { allOf, type Loop, loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { referenceOf } from '../parts/headers.ts';
import { type Level, levelsOf } from '../parts/hierarchy.ts';
import { dateOf, itemPairs, pairValue, readItem, readUnit } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addDescription } from '../parts/texts.ts';
import { canonicalUnit, x12Unit } from '../parts/units.ts';
import type { Segment } from '../segment.ts';

/*
 * 856 Ship Notice.
 *
 *   BSN  02 shipment number, 03 date, 04 time of creation
 *   HL   S shipment, O order, I item; levels between (T tare, P pack) are read through
 *   S:   TD1 01/02 packages (CTN, PLT; count), 06..08 gross weight (G); TD5 04 S by sea; TD3 CN container initial and
 *        number, 09 seal; REF BM bill of lading, V3 voyage without vessel; DTM 011 despatch, 017 estimated arrival;
 *        N1 parties; V1 02 vessel, 04 voyage
 *   O:   PRF 01 order number
 *   I:   LIN 01 line, 02.. item (PL order line where no item number is known); SN1 02 quantity, 03 unit; PID description;
 *        TD1 CTN cartons; REF LT lot
 *   CTT  01 number of HL
 */
const grammar = {
  '004010': `
  BSN! DTM*10
  (HL! LIN SN1 SLN*1000 PRF PO4 PID*200 MEA*40 PWK*25 PKG*25 TD1*20 TD5*12 TD3*12 TD4*5 TSD REF* PER*3
    (LH1! LH2*4 LH3*12 LFH*20 LEP* LH4 LHT*3 LHR*10 PER*5 LHE)*100
    (CLD! REF*200 DTP)*200
    MAN* DTM*10 FOB PAL
    (N1! N2*2 N3*2 N4 REF*12 PER*3 FOB)*200
    SDQ*50 ETD CUR
    (SAC! CUR)*
    GF YNQ*10
    (LM! LQ!*100)*10
    (V1! R4* DTM*)*)!*200000
  CTT`,

  '005010': `
  BSN! DTM*10
  (HL! LIN SN1 SLN*1000 PRF PO4 PID*200 MEA*40 PWK*25 PKG*25 TD1*20 TD5*12
    (TD3! AT9)*12
    TD4*5 TSD REF* PER*3
    (LH1! LH2*4 LH3*12 LFH*20 LEP* LH4*4 LHT*3 LHR*10 PER*5 LHE)*100
    (CLD! REF*200 DTP)*200
    MAN* DTM*10 FOB PAL
    (N1! N2*2 N3*2 N4 REF*12 PER*3 FOB)*200
    SDQ*50 ETD CUR
    (SAC! CUR)*
    GF YNQ*10
    (LM! LQ!*100)*10
    (V1! R4* DTM*)*)!*200000
  CTT`,
};

export const despatchAdvice856: MessageFile<DespatchAdvice> = {
  type: '856',
  functionalId: 'SH',
  kind: 'despatch-advice',
  grammar,
  codes: {},

  read(reading) {
    const { root } = reading;
    const bsn = segmentOf(root, 'BSN') as Segment;
    const levels = levelsOf(root);
    const shipment = levels.find((level) => level.code === 'S')?.loop ?? root;
    const dates = [...segmentsOf(root, 'DTM'), ...segmentsOf(shipment, 'DTM')];
    const items = levels.filter((level) => level.code === 'I');
    return {
      kind: 'despatch-advice',
      shipmentNumber: bsn.at(2),
      despatchDate: dateOf(dates, ['011']) ?? isoDate(bsn.at(3)),
      ...optional('estimatedArrival', dateOf(dates, ['017', '371'])),
      parties: readParties(shipment),
      ...readTransport(shipment),
      lines: items.map((item, i) => readLine(reading, item, i)),
    };
  },

  write(advice, out) {
    out.add('BSN', '00', advice.shipmentNumber, x12Date(advice.despatchDate), out.time);
    out.add('HL', '1', '', 'S', advice.lines.length > 0 ? '1' : '0');
    writeTransport(out, advice);
    let level = 1;
    let order = { number: '', level: 0 };
    for (const line of advice.lines) {
      if (order.level === 0 || order.number !== line.orderNumber) {
        order = { number: line.orderNumber, level: ++level };
        out.add('HL', String(level), '1', 'O', '1');
        out.add('PRF', line.orderNumber);
      }
      out.add('HL', String(++level), String(order.level), 'I', '0');
      writeLine(out, line);
    }
    out.add('CTT', String(level));
  },
};

const readTransport = (shipment: Loop): Partial<DespatchAdvice> => {
  const td1s = segmentsOf(shipment, 'TD1');
  const packed = td1s.find((td1) => td1.at(1) !== '' && td1.at(2) !== '');
  const weighed = td1s.find((td1) => td1.at(7) !== '' && td1.at(8) !== '' && ['', 'G'].includes(td1.at(6)));
  const containers = allOf(shipment, 'TD3')
    .filter((td3) => td3.at(3) !== '')
    .map((td3) => ({ number: td3.at(2) + td3.at(3), ...optional('seal', td3.at(9)) }));
  const v1 = loopsOf(shipment, 'V1')[0]?.segments[0];
  return {
    ...optional('packages', packed && { count: Number(packed.at(2)), type: packed.at(1) }),
    ...optional('grossWeight', weighed && { value: decimalText(weighed.at(7)), unit: canonicalUnit(weighed.at(8)) }),
    ...optional('billOfLading', referenceOf(shipment, 'BM')),
    ...optional('containers', containers.length > 0 ? containers : undefined),
    ...optional('vessel', v1?.at(2)),
    ...optional('voyage', v1?.at(4) || referenceOf(shipment, 'V3')),
  };
};

const readLine = (reading: Reading, level: Level, index: number): DespatchLine => {
  const { loop, orderNumber } = level;
  const [hl, lin, sn1] = [segmentOf(loop, 'HL') as Segment, segmentOf(loop, 'LIN'), segmentOf(loop, 'SN1')];
  if (orderNumber === '') reading.problems.at('ORDER_NOT_STATED', hl);
  if (!sn1) reading.problems.at('QUANTITY_NOT_STATED', hl);
  const cartons = segmentsOf(loop, 'TD1').find((td1) => td1.at(1).startsWith('CTN') && td1.at(2) !== '');
  return {
    ...readItem(lin, 2, loop),
    orderNumber,
    line: pairValue(lin, 2, ['PL']) ?? (lin?.at(1) || sn1?.at(1) || String(index + 1)),
    quantity: sn1 ? decimalText(sn1.at(2)) : '0',
    unit: sn1 ? readUnit(reading, sn1, 3) : 'EA',
    ...optional('lot', referenceOf(loop, 'LT') ?? pairValue(lin, 2, ['LT'])),
    ...optional('cartons', cartons && Number(cartons.at(2))),
  };
};

const writeTransport = (out: Sink, advice: DespatchAdvice): void => {
  const { packages, grossWeight, vessel, voyage } = advice;
  if (packages ?? grossWeight) {
    const weight = grossWeight ? ['G', grossWeight.value, x12Unit(grossWeight.unit)] : [];
    out.add('TD1', packages?.type, packages && String(packages.count), '', '', '', ...weight);
  }
  if (vessel !== undefined) out.add('TD5', '', '', '', 'S');
  for (const { number, seal } of advice.containers ?? []) {
    const [, initial = '', serial = number] = /^([A-Z]{4})(\d+)$/.exec(number) ?? [];
    out.add('TD3', 'CN', initial, serial, '', '', '', '', '', seal);
  }
  if (advice.billOfLading !== undefined) out.add('REF', 'BM', advice.billOfLading);
  if (vessel === undefined && voyage !== undefined) out.add('REF', 'V3', voyage);
  out.add('DTM', '011', x12Date(advice.despatchDate));
  if (advice.estimatedArrival !== undefined) out.add('DTM', '017', x12Date(advice.estimatedArrival));
  writeParties(out, advice.parties);
  if (vessel !== undefined) out.add('V1', '', vessel, '', voyage);
};

const writeLine = (out: Sink, line: DespatchLine): void => {
  const pairs = itemPairs(line);
  out.add('LIN', line.line, ...(pairs.length > 0 ? pairs : ['PL', line.line]));
  out.add('SN1', line.line, line.quantity, x12Unit(line.unit));
  addDescription(out, line.description);
  if (line.cartons !== undefined) out.add('TD1', 'CTN', String(line.cartons));
  if (line.lot !== undefined) out.add('REF', 'LT', line.lot);
};
