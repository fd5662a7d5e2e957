import { decimalText } from '../../amounts.ts';
import type { DeliveryPlan, DeliveryPlanLine, ResourceAuthorization } from '../../canonical/documents.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { type Loop, loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { optional, type Reading, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { referenceOf } from './headers.ts';
import { itemPairs, orderPairs, pairValue, readItem, readUnit } from './items.ts';
import { placeOf } from './places.ts';
import { type PlacedDelivery, readDeliveries } from './planned-deliveries.ts';
import { x12Unit } from './units.ts';

/** DE 353. */
const purposes = { original: '00', replacement: '05', change: '04', cancellation: '01' } as const;
export const purposeCodes = Object.values(purposes);
export const codeOfPurpose = (purpose: DeliveryPlan['purpose']): string => purposes[purpose];
export const purposeOf = (code: string): DeliveryPlan['purpose'] =>
  (Object.keys(purposes) as DeliveryPlan['purpose'][]).find((p) => purposes[p] === code) as DeliveryPlan['purpose'];

/** DE 675. The first is written, all are read; a plan by the buyer's consumption is one of arrivals. */
const shipmentCodes = ['SH', 'AS', 'PS'];
const deliveryCodes = ['DL', 'AD', 'PD', 'BB', 'KB', 'PR'];
export const basisCodes = [...shipmentCodes, ...deliveryCodes];
export const basisOf = (code: string): DeliveryPlan['basis'] =>
  shipmentCodes.includes(code) ? 'shipment' : 'delivery';
export const codeOfBasis = (basis: DeliveryPlan['basis']): string | undefined =>
  (basis === 'shipment' ? shipmentCodes : deliveryCodes)[0];

/** DE 676: A actual discrete, R replacement, C cumulative. Net changes (D) cannot stand in a plan. */
export const countingCodes = ['A', 'R', 'C'];
export const countingOf = (code: string): DeliveryPlan['counting'] => (code === 'C' ? 'cumulative' : 'discrete');
export const codeOfCounting = (counting: DeliveryPlan['counting']): string => (counting === 'cumulative' ? 'C' : 'A');

/** DE 672. The first of a resource is written, all are read. */
const codesOfResource: Readonly<Record<ResourceAuthorization['resource'], readonly string[]>> = {
  production: ['FI', 'LM', 'LB'],
  material: ['MT'],
};

/** LIN loops; one whose FST are spread over places (SDQ) becomes a line for each place. */
export const readPlanLines = (reading: Reading, orderNumber: string): DeliveryPlanLine[] =>
  loopsOf(reading.root, 'LIN').flatMap((loop, index) => {
    const deliveries = readDeliveries(reading, loop);
    const head = readHead(reading, loop, String(index + 1), orderNumber);
    const counts = readCounts(loop);
    const byPlace = [...Map.groupBy(deliveries, ({ shipTo }) => JSON.stringify(shipTo)).values()];
    if (byPlace.length === 0) return [{ ...head, ...counts, schedules: [] }];
    // What was received and authorised is counted for the item, whatever the place: said once.
    return byPlace.map((members, i) => ({
      ...head,
      ...optional('shipTo', (members[0] as PlacedDelivery).shipTo ?? head.shipTo),
      ...(i === 0 ? counts : {}),
      schedules: members.map(({ delivery }) => delivery),
    }));
  });

const readHead = (
  reading: Reading,
  loop: Loop,
  ordinal: string,
  orderNumber: string,
): Omit<DeliveryPlanLine, 'schedules'> => {
  const lin = loop.segments[0] as Segment;
  return {
    ...readItem(lin, 2, loop),
    line: lin.at(1) || ordinal,
    ...optional('orderNumber', pairValue(lin, 2, ['PO']) ?? (referenceOf(loop, 'PO') || orderNumber)),
    ...optional('orderLine', pairValue(lin, 2, ['PL'])),
    unit: readUnit(reading, segmentOf(loop, 'UIT') ?? lin, 1, 'UIT'),
    ...optional('dock', referenceOf(loop, 'DK')),
    ...optional('shipTo', placeOf(loop, 'ST')),
  };
};

type Counts = Pick<DeliveryPlanLine, 'authorizations' | 'cumulativeReceived' | 'lastReceipt'>;

const readCounts = (loop: Loop): Counts => {
  const authorizations = segmentsOf(loop, 'ATH').flatMap(readAuthorization);
  const shipped = (code: string): Loop | undefined =>
    loopsOf(loop, 'SHP').find(({ segments: [shp] }) => shp?.at(1) === code && shp.at(2) !== '');
  const [last, all] = [shipped('01'), shipped('02')];
  return {
    ...optional('authorizations', authorizations.length > 0 ? authorizations : undefined),
    ...optional('cumulativeReceived', all && readCumulative(all.segments[0] as Segment)),
    ...optional('lastReceipt', last && readReceipt(last)),
  };
};

const readAuthorization = (ath: Segment): ResourceAuthorization[] => {
  const resources = Object.keys(codesOfResource) as ResourceAuthorization['resource'][];
  const resource = resources.find((r) => codesOfResource[r].includes(ath.at(1)));
  if (!resource) return [];
  const quantity = ath.at(3) || ath.at(4);
  return [
    {
      resource,
      ...optional('quantity', quantity && decimalText(quantity)),
      ...optional('from', dateAt(ath, 5)),
      ...optional('until', dateAt(ath, 2)),
    },
  ];
};

/** DE 374: the count's start (051) has its end in SHP06; else SHP04 is the end (052), or the last day counted in. */
const countStart = '051';
const countEnd = '052';

const readCumulative = (shp: Segment): DeliveryPlanLine['cumulativeReceived'] => ({
  quantity: decimalText(shp.at(2)),
  ...optional('from', shp.at(3) === countStart ? dateAt(shp, 4) : undefined),
  ...optional('until', dateAt(shp, shp.at(3) === countStart ? 6 : 4)),
});

const readReceipt = (loop: Loop): DeliveryPlanLine['lastReceipt'] => {
  const shp = loop.segments[0] as Segment;
  return {
    quantity: decimalText(shp.at(2)),
    ...optional('date', dateAt(shp, 4)),
    ...optional('shipmentNumber', referenceOf(loop, 'SI')),
  };
};

const dateAt = (segment: Segment, n: number): string | undefined =>
  segment.at(n) === '' ? undefined : isoDate(segment.at(n));

/** LIN and UIT. `words` are further pairs. */
export const writePlanItem = (out: Sink, line: DeliveryPlanLine, words: readonly string[] = []): void => {
  const pairs = [...itemPairs(line), ...orderPairs(line), ...words];
  out.add('LIN', line.line, ...(pairs.length > 0 ? pairs : ['ZZ', line.line]));
  out.add('UIT', x12Unit(line.unit));
};

export const writeAuthorizations = (out: Sink, { authorizations = [] }: DeliveryPlanLine): void => {
  for (const { resource, quantity, from, until } of authorizations) {
    out.add('ATH', codesOfResource[resource][0], until && x12Date(until), quantity, '', from && x12Date(from));
  }
};

export const writeReceived = (out: Sink, { lastReceipt, cumulativeReceived }: DeliveryPlanLine): void => {
  if (lastReceipt) {
    const { quantity, date, shipmentNumber } = lastReceipt;
    out.add('SHP', '01', quantity, ...(date === undefined ? [] : ['050', x12Date(date)]));
    if (shipmentNumber !== undefined) out.add('REF', 'SI', shipmentNumber);
  }
  if (cumulativeReceived) out.add('SHP', '02', cumulativeReceived.quantity, ...countDates(cumulativeReceived));
};

const countDates = ({ from, until }: NonNullable<DeliveryPlanLine['cumulativeReceived']>): string[] => {
  if (from !== undefined) return [countStart, x12Date(from), '', ...(until === undefined ? [] : [x12Date(until)])];
  return until === undefined ? [] : [countEnd, x12Date(until)];
};
