import type { TransportInstruction, TransportLeg } from '../../canonical/documents.ts';
import { allOf, loopsOf, segmentOf } from '../../structure/match-structure.ts';
import { type Loop, type MessageFile, optional, type Sink } from '../message.ts';
import { addDate, dateOf, documentDate } from '../parts/dates.ts';
import { readContainer, readGoods, writeContainer, writeGoods } from '../parts/goods.ts';
import { documentNumber } from '../parts/headers.ts';
import { addPlace, placeOf } from '../parts/places.ts';
import { chargesOf, tradeTermOf, writeTradeTerm } from '../parts/terms.ts';
import { addText, plainTexts, textsOf } from '../parts/texts.ts';
import {
  addConveyance,
  addTransportReferences,
  readConveyance,
  readTransportParties,
  readTransportReferences,
  writeTransportParties,
} from '../parts/transport.ts';
import type { Segment } from '../segment.ts';

/*
 * IFTMIN Instruction message: what the shipper tells forwarder or carrier to move.
 *
 *   BGM  340 shipping instructions, number, 9 original, 5 replacement, 4 change, 1 cancellation
 *   DTM  137 date; 200 collection; 2 delivery requested
 *   TSR  27 door to door, 28 door to port, 29 port to door, 30 port to port
 *   FTX  AAI notes
 *   SG1  LOC 88 place of receipt, 7 place of delivery
 *   SG2  TOD 6, Incoterm and place
 *   SG3  RFF BN booking, BM bill of lading, AAK despatch advice, ON orders
 *   SG6  CPI 4 basic freight, P prepaid, C collect
 *   SG8  TDT 10 before, 20 main, 30 after: voyage, mode, vessel; LOC 9 loading, DTM 133; LOC 11 discharge, DTM 132
 *   SG11 NAD consignor, consignee, notify, forwarder, carrier; the directory demands one
 *   SG18 GID item, packages; PIA 5 HS code; FTX AAA description; MEA G weight, AAW volume; RFF ON order; PCI 28 marks;
 *        SGP container and packages in it; DGS IMD class and UN number
 *   SG37 EQD CN number and type; SEL seals
 */
type Purpose = TransportInstruction['purpose'];

const codeOfPurpose: Readonly<Record<Purpose, string>> = {
  original: '9',
  replacement: '5',
  change: '4',
  cancellation: '1',
};
const codeOfService: Readonly<Record<NonNullable<TransportInstruction['service']>, string>> = {
  'door-to-door': '27',
  'door-to-port': '28',
  'port-to-door': '29',
  'port-to-port': '30',
};
const codeOfStage: Readonly<Record<TransportLeg['stage'], string>> = {
  'pre-carriage': '10',
  'main-carriage': '20',
  'on-carriage': '30',
};
const keyOf = <K extends string>(codes: Readonly<Record<K, string>>, code: string): K | undefined =>
  (Object.entries(codes) as [K, string][]).find(([, value]) => value === code)?.[0];

export const iftmin: MessageFile<TransportInstruction> = {
  type: 'IFTMIN',
  kinds: ['transport-instruction'],
  codes: { 'BGM 3.1': Object.values(codeOfPurpose) },
  needs: ['BGM 2.1'],

  read(reading) {
    const { root, header } = reading;
    const places = allOf(root, 'LOC');
    const notes = plainTexts(textsOf(root), ['AAI', 'SIN', 'DEL', 'BLC', 'ZZZ']);
    const containers = loopsOf(root, 'EQD').flatMap(readContainer);
    return {
      kind: 'transport-instruction',
      instructionNumber: documentNumber(header),
      instructionDate: documentDate(reading),
      purpose: keyOf(codeOfPurpose, header.at(3, 1)) ?? 'original',
      ...optional('references', readTransportReferences(allOf(root, 'RFF'))),
      ...optional('tradeTerm', tradeTermOf(root)),
      ...optional('freight', readFreight(root)),
      ...optional('service', keyOf(codeOfService, segmentOf(root, 'TSR')?.at(1, 1) ?? '')),
      ...optional('collection', dateOf(root, ['200', '234'])),
      ...optional('delivery', dateOf(root, ['2', '64', '17'])),
      ...optional('placeOfReceipt', placeOf(places, ['88'])),
      ...optional('placeOfDelivery', placeOf(places, ['7', '8'])),
      legs: loopsOf(root, 'TDT').flatMap(readLeg),
      parties: readTransportParties(root),
      ...optional('notes', notes.length > 0 ? notes : undefined),
      goods: loopsOf(root, 'GID').map((group, i) => readGoods(reading, group, i)),
      ...optional('containers', containers.length > 0 ? containers : undefined),
    };
  },

  write(instruction, out) {
    const { tradeTerm, freight, service } = instruction;
    out.add('BGM', '340', instruction.instructionNumber, codeOfPurpose[instruction.purpose]);
    addDate(out, '137', instruction.instructionDate);
    addDate(out, '200', instruction.collection);
    addDate(out, '2', instruction.delivery);
    if (service) out.add('TSR', codeOfService[service]);
    for (const note of instruction.notes ?? []) addText(out, 'AAI', note);
    addPlace(out, '88', instruction.placeOfReceipt);
    addPlace(out, '7', instruction.placeOfDelivery);
    if (tradeTerm) writeTradeTerm(out, { tradeTerm });
    addTransportReferences(out, instruction.references);
    if (freight) out.add('CPI', '4', '', freight === 'prepaid' ? 'P' : 'C');
    for (const leg of instruction.legs) writeLeg(out, leg);
    if (instruction.parties.length === 0) out.add('NAD', 'ZZZ');
    writeTransportParties(out, instruction.parties);
    for (const item of instruction.goods) writeGoods(out, item);
    for (const container of instruction.containers ?? []) writeContainer(out, container);
  },
};

/** CPI 4237, of the basic freight where several charges are told apart; else what TOD says. */
const readFreight = (root: Loop): TransportInstruction['freight'] => {
  const charges = loopsOf(root, 'CPI').map(({ segments: [cpi] }) => cpi as Segment);
  const payer = (charges.find((cpi) => cpi.at(1, 1) === '4') ?? charges[0])?.at(3, 1);
  if (payer === 'P') return 'prepaid';
  if (payer === 'C') return 'collect';
  const stated = chargesOf(root, [])?.freight;
  return stated && (stated === 'seller' ? 'prepaid' : 'collect');
};

const readLeg = (group: Loop): TransportLeg[] => {
  const tdt = group.segments[0] as Segment;
  const stage = keyOf(codeOfStage, tdt.at(1, 1));
  if (!stage) return [];
  const locs = loopsOf(group, 'LOC');
  const dateAt = (code: string, qualifiers: readonly string[]): string | undefined => {
    const place = locs.find(({ segments: [loc] }) => loc?.at(1, 1) === code);
    return (place && dateOf(place, qualifiers)) ?? dateOf(group, qualifiers);
  };
  const places = locs.map(({ segments: [loc] }) => loc as Segment);
  return [
    {
      stage,
      ...readConveyance(tdt),
      ...optional('loading', placeOf(places, ['9'])),
      ...optional('discharge', placeOf(places, ['11', '12'])),
      ...optional('departure', dateAt('9', ['133', '189', '186'])),
      ...optional('arrival', dateAt('11', ['132', '232', '178'])),
    },
  ];
};

const writeLeg = (out: Sink, leg: TransportLeg): void => {
  addConveyance(out, codeOfStage[leg.stage], leg);
  // Behind a place its date: a date of the leg itself stands before its places.
  if (!leg.loading) addDate(out, '133', leg.departure);
  if (!leg.discharge) addDate(out, '132', leg.arrival);
  addPlace(out, '9', leg.loading);
  if (leg.loading) addDate(out, '133', leg.departure);
  addPlace(out, '11', leg.discharge);
  if (leg.discharge) addDate(out, '132', leg.arrival);
};
