import type {
  ConsignmentStatus,
  TransportEvent,
  TransportEventKind,
  TransportStatus,
} from '../../canonical/documents.ts';
import { allOf, loopsOf, segmentsOf } from '../../structure/match-structure.ts';
import { type Loop, type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { addDate, addInstant, documentDate, instantIn, momentIn } from '../parts/dates.ts';
import { documentNumber } from '../parts/headers.ts';
import { addPlace, placeOf, readPlace } from '../parts/places.ts';
import { addText, codedText, textsOf } from '../parts/texts.ts';
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
 * IFTSTA International multimodal status report: where consignments are.
 *
 *   BGM  23 status information, report number, 9
 *   DTM  137 report date, with its time where one is stated
 *   SG1  NAD consignor, consignee, forwarder, carrier and others
 *   SG4  CNI running number, the consignment's number
 *   SG5  STS 1 transport, event (Recommendation 24; our codes GIN gate in, GOU gate out, LOA loaded), its words
 *        RFF BN booking, BM bill of lading, AAK despatch advice, ON orders
 *        DTM 334 when it happened; expected: 132 arrival, 133 departure, 17 delivery, else 334 and FTX ZZZ EST
 *        FTX AAI remark; LOC 175 where
 *        TDT 20 voyage, mode, vessel; EQD CN container
 */
const codes: Readonly<Record<Exclude<TransportEventKind, 'other'>, string>> = {
  booked: '6',
  collected: '13',
  'gate-in': 'GIN',
  'customs-cleared': '12',
  loaded: 'LOA',
  departed: '24',
  'en-route': '31',
  arrived: '1',
  unloaded: '29',
  'gate-out': 'GOU',
  delivered: '21',
  delayed: '20',
  'not-delivered': '23',
};
/** Read too: arrival at port, delivery as instructed, departure delayed; and what carriers use beside (X12 DE 1650). */
const otherCodes: Readonly<Record<string, TransportEventKind>> = {
  '40': 'arrived',
  '22': 'delivered',
  '25': 'delayed',
  I: 'gate-in',
  OA: 'gate-out',
  AE: 'loaded',
  CT: 'customs-cleared',
  VD: 'departed',
  VA: 'arrived',
  UV: 'unloaded',
};
const eventOfCode = new Map<string, TransportEventKind>([
  ...Object.entries(codes).map(([event, code]) => [code, event as TransportEventKind] as const),
  ...Object.entries(otherCodes),
]);
const ours = 'ZZZ';

/** DE 2005. */
const actual = ['334', '7', '178', '186', '35', '200', '137'];
const estimated = ['132', '133', '17', '191', '232', '189'];
const expectedCode: Readonly<Partial<Record<TransportEventKind, string>>> = {
  arrived: '132',
  departed: '133',
  delivered: '17',
};
const happened = '334';
/** LOC 3227: where the event takes place. */
const activity = '175';

export const iftsta: MessageFile<TransportStatus> = {
  type: 'IFTSTA',
  kinds: ['transport-status'],
  codes: {},
  needs: ['BGM 2.1'],

  read(reading) {
    const statusDate = documentDate(reading);
    return {
      kind: 'transport-status',
      statusNumber: documentNumber(reading.header),
      statusDate,
      ...optional('reportedAt', reportTime(reading)),
      parties: readTransportParties(reading.root),
      consignments: loopsOf(reading.root, 'CNI').map((group) => readConsignment(reading, group, statusDate)),
    };
  },

  write(status, out) {
    out.add('BGM', '23', status.statusNumber, '9');
    if (status.reportedAt === undefined) addDate(out, '137', status.statusDate);
    else addInstant(out, '137', status.reportedAt);
    writeTransportParties(out, status.parties);
    status.consignments.forEach((consignment, i) => {
      out.add('CNI', String(i + 1), consignment.consignment);
      for (const event of consignment.events) writeEvent(out, event, consignment);
    });
  },
};

const reportTime = ({ root, localOffset }: Reading): string | undefined =>
  momentIn(root, ['137'])?.time === undefined ? undefined : instantIn(root, ['137'], localOffset);

const readConsignment = (reading: Reading, group: Loop, day: string): ConsignmentStatus => {
  const cni = group.segments[0] as Segment;
  const statuses = loopsOf(group, 'STS');
  const references = readTransportReferences([
    ...statuses.flatMap((sts) => segmentsOf(sts, 'RFF')),
    ...allOf(reading.root, 'RFF'),
  ]);
  const other = references?.billOfLading ?? references?.booking ?? references?.shipment ?? '';
  if (cni.at(2, 1) === '') {
    reading.problems.at('REFERENCE_NOT_STATED', cni, { element: 2, expected: other === '' ? "''" : 'RFF' });
  }
  return {
    consignment: cni.at(2, 1) || other,
    ...optional('references', references),
    events: statuses.map((sts) => readEvent(reading, sts, day)),
  };
};

const readEvent = (reading: Reading, group: Loop, day: string): TransportEvent => {
  const sts = group.segments[0] as Segment;
  const texts = textsOf(group);
  const transport = loopsOf(group, 'TDT')[0];
  const isExpected = codedText(texts, 'EST') !== undefined;
  const containers = loopsOf(group, 'EQD').flatMap(({ segments: [eqd] }) => eqd?.at(2, 1) || []);
  const reasons = [3, 4, 5, 6, 7].map((element) => sts.at(element, 4));
  const words = [...texts.filter(({ code }) => code === '').map(({ text }) => text), ...reasons].filter(Boolean);
  const locs = segmentsOf(group, 'LOC');
  const place = placeOf(locs, [activity]) ?? readPlace(locs[0] ?? (transport && allOf(transport, 'LOC')[0]));
  const conveyance = transport && readConveyance(transport.segments[0] as Segment);
  return {
    ...readKind(sts),
    ...optional('description', sts.at(2, 4)),
    ...(readTime(reading, transport ? [group, transport] : [group], isExpected) ?? noTime(reading, sts, day)),
    ...optional('place', place),
    ...optional('conveyance', conveyance && Object.keys(conveyance).length > 0 ? conveyance : undefined),
    ...optional('containers', containers.length > 0 ? containers : undefined),
    ...optional('remark', words.join(' ')),
  };
};

const readKind = (sts: Segment): Pick<TransportEvent, 'event' | 'code'> => {
  const event = eventOfCode.get(sts.at(2, 1));
  return event ? { event } : { event: 'other', ...optional('code', sts.at(2, 1) === ours ? '' : sts.at(2, 1)) };
};

type Time = Pick<TransportEvent, 'timing' | 'at'>;

/** The status's own date, else that of its means of transport. */
const readTime = ({ localOffset }: Reading, parts: readonly Loop[], isExpected: boolean): Time | undefined => {
  for (const part of parts) {
    const was = instantIn(part, actual, localOffset);
    if (was !== undefined) return { timing: isExpected ? 'estimated' : 'actual', at: was };
    const willBe = instantIn(part, estimated, localOffset);
    if (willBe !== undefined) return { timing: 'estimated', at: willBe };
  }
  return undefined;
};

const noTime = ({ problems, localOffset }: Reading, sts: Segment, day: string): Time => {
  problems.at('TIME_NOT_STATED', sts, { expected: day });
  return { timing: 'actual', at: `${day}T00:00:00${localOffset}` };
};

const writeEvent = (out: Sink, event: TransportEvent, { references }: ConsignmentStatus): void => {
  const code = event.event === 'other' ? event.code : codes[event.event];
  const isOurs = code === undefined || code === codes['gate-in'] || code === codes['gate-out'] || code === codes.loaded;
  out.add('STS', '1', [code ?? ours, '', isOurs ? ours : '', event.description]);
  addTransportReferences(out, references);
  const expected = event.timing === 'estimated' ? expectedCode[event.event] : undefined;
  addInstant(out, expected ?? happened, event.at);
  if (event.timing === 'estimated' && expected === undefined) addText(out, 'ZZZ', undefined, 'EST');
  if (event.remark !== undefined) addText(out, 'AAI', event.remark);
  addPlace(out, activity, event.place);
  if (event.conveyance) addConveyance(out, '20', event.conveyance);
  for (const container of event.containers ?? []) out.add('EQD', 'CN', container);
};
