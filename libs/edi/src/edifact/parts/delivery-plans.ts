import type { DeliveryPlan, DeliveryPlanLine, Place } from '../../canonical/documents.ts';
import { loopsOf } from '../../structure/match-structure.ts';
import { type Loop, optional, type Reading, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { addDate, dateOf, documentDate } from './dates.ts';
import type { Certainty } from './delivery-codes.ts';
import { addReference, documentNumber, orderCodes, referenceOf } from './headers.ts';
import { readItem, writeItem } from './items.ts';
import { addPlaceAsParty, placeOfParty, readParties } from './parties.ts';
import { basisOf, countingOf, type Figure, readCounts, readDeliveries, unitOf } from './read-deliveries.ts';
import { addDescription, addText, codedText, textsOf } from './texts.ts';

/** DE 1225. */
const codeOfPurpose: Readonly<Record<DeliveryPlan['purpose'], string>> = {
  original: '9',
  replacement: '5',
  change: '4',
  cancellation: '1',
};
export const purposeCodes = Object.values(codeOfPurpose);

const purposeOf = (code: string): DeliveryPlan['purpose'] =>
  (Object.entries(codeOfPurpose) as [DeliveryPlan['purpose'], string][]).find(([, c]) => c === code)?.[0] ?? 'original';

/** One LIN group for one place of delivery, and the quantities it has there. */
export interface PlacedLine {
  line: Loop;
  figures: readonly Figure[];
  shipTo: Place | undefined;
  dock: string;
}

/** @param known how sure a quantity without SCC is */
export const readPlan = (reading: Reading, lines: readonly PlacedLine[], known: Certainty): DeliveryPlan => {
  const { root, header } = reading;
  const texts = textsOf(root);
  const all = lines.flatMap(({ figures }) => figures);
  const counting = countingOf(all) ?? (codedText(texts, 'CUM') ? 'cumulative' : 'discrete');
  const issueDate = documentDate(reading);
  const horizonStart = dateOf(root, ['158', '64', '194']);
  if (horizonStart === undefined) reading.problems.at('HORIZON_NOT_STATED', header, { expected: issueDate });
  return {
    scheduleNumber: documentNumber(header),
    ...optional('release', referenceOf(root, ['RE'])),
    purpose: purposeOf(header.at(3, 1)),
    issueDate,
    basis: basisOf(reading, all) ?? (codedText(texts, 'SHP') ? 'shipment' : 'delivery'),
    counting,
    horizonStart: horizonStart ?? issueDate,
    ...optional('horizonEnd', dateOf(root, ['159', '63', '206'])),
    ...optional('contract', referenceOf(root, ['CT', 'BO'])),
    parties: readParties({ ...root, loops: headerParties(root) }),
    lines: lines.map((placed, i) => {
      const deliveries = readDeliveries(reading, placed.figures, counting, known, horizonStart ?? issueDate);
      return { ...readLine(reading, placed, i), schedules: deliveries };
    }),
  };
};

/** In D.96A places of delivery are NAD groups of the root too, behind UNS. */
export const headerParties = (root: Loop): Loop[] => {
  const uns = root.segments.find(({ id }) => id === 'UNS');
  return loopsOf(root, 'NAD').filter(({ segments: [nad] }) => !uns || (nad as Segment).position < uns.position);
};

const readLine = (reading: Reading, placed: PlacedLine, index: number): Omit<DeliveryPlanLine, 'schedules'> => {
  const { line, figures, shipTo, dock } = placed;
  const lin = line.segments[0] as Segment;
  const order = [line, reading.root]
    .flatMap((group) => loopsOf(group, 'RFF').map(({ segments: [rff] }) => rff as Segment))
    .find((rff) => orderCodes.includes(rff.at(1, 1)));
  const unit = unitOf(figures);
  if (unit === '') reading.problems.at('UNIT_NOT_STATED', lin);
  return {
    ...readItem(line),
    line: lin.at(1, 1) || String(index + 1),
    ...optional('orderNumber', order?.at(1, 2)),
    ...optional('orderLine', order?.at(1, 3)),
    unit: unit || 'EA',
    ...optional('shipTo', shipTo),
    ...optional('dock', dock),
    ...readCounts(figures),
  };
};

/** @param name DE 1001: 241 delivery schedule, 242 delivery just in time */
export const writePlanHead = (out: Sink, plan: DeliveryPlan, name: string): void => {
  out.add('BGM', name, plan.scheduleNumber, codeOfPurpose[plan.purpose]);
  addDate(out, '137', plan.issueDate);
  addDate(out, '158', plan.horizonStart);
  addDate(out, '159', plan.horizonEnd);
};

export const writePlanReferences = (out: Sink, plan: DeliveryPlan): void => {
  addReference(out, 'RE', plan.release);
  addReference(out, 'CT', plan.contract);
};

/** What no quantity says where there is none. */
export const writePlanTexts = (out: Sink, { lines, basis, counting }: DeliveryPlan): void => {
  if (lines.some(({ schedules }) => schedules.length > 0)) return;
  if (basis === 'shipment') addText(out, 'ZZZ', undefined, 'SHP');
  if (counting === 'cumulative') addText(out, 'ZZZ', undefined, 'CUM');
};

export const writePlanItem = (out: Sink, line: DeliveryPlanLine): void => {
  out.add('LIN', line.line);
  writeItem(out, line);
  addDescription(out, line.description);
};

export const addPlanOrder = (out: Sink, { orderNumber, orderLine }: DeliveryPlanLine): void => {
  if (orderNumber !== undefined || orderLine !== undefined) out.add('RFF', ['ON', orderNumber, orderLine]);
};

/** DE 3035: where the goods go. The first is written, all are read. */
const placeCodes = ['ST', 'CN', 'DP', 'UD'];

export const placeOfDelivery = (nad: Segment | undefined): Place | undefined => nad && placeOfParty(nad, placeCodes);

/** NAD ZZZ, read as no place, where a group must be opened without one. */
export const addPlaceOfDelivery = (out: Sink, place: Place | undefined): void => {
  if (place) addPlaceAsParty(out, placeCodes[0] as string, place);
  else out.add('NAD', 'ZZZ');
};
