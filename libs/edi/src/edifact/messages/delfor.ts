import type { DeliveryForecast, DeliveryPlanLine, Place } from '../../canonical/documents.ts';
import { allOf, loopsOf } from '../../structure/match-structure.ts';
import type { Loop, MessageFile, Sink } from '../message.ts';
import {
  addPlaceOfDelivery,
  addPlanOrder,
  headerParties,
  type PlacedLine,
  placeOfDelivery,
  purposeCodes,
  readPlan,
  writePlanHead,
  writePlanItem,
  writePlanReferences,
  writePlanTexts,
} from '../parts/delivery-plans.ts';
import { writeParties } from '../parts/parties.ts';
import { addDock, dockOf } from '../parts/places.ts';
import { type Figure, figuresBySchedule, figuresIn } from '../parts/read-deliveries.ts';
import { figuresOf, type SccPlace, writeDeliveries } from '../parts/write-deliveries.ts';

/*
 * DELFOR Delivery schedule: the plan of the next weeks and months.
 *
 *   BGM  241, schedule number, 9 original, 5 replacement, 4 change, 1 cancellation
 *   DTM  137 issued; 158 and 159 first and last day of the plan
 *   FTX  ZZZ our codes SHP, CUM where no quantity says that dates are of shipment, quantities cumulative; in D.96A at
 *        the end
 *   RFF  RE release, CT contract
 *   NAD  parties
 *
 * The lines in D.96A, between UNS D and UNS S; CNT 2 their number:
 *   SG4  NAD ST place of delivery, ZZZ where a line has none; SG8 LIN line, PIA, IMD item; LOC 11 dock; RFF ON order;
 *        QTY and DTM, SCC: parts/delivery-codes.ts
 *   SG15 LIN without a place, where no line has one; a NAD inside it is read as the place of the quantities below it
 * In D.97A and later: SG6 GIS 37, NAD ST, LIN as above
 */
const plan = '241';
/** DE 7365. */
const completeInformation = '37';
/** QTY groups of a LIN without NAD in D.96A. */
const figuresWithoutPlace = 50;

export const delfor: MessageFile<DeliveryForecast> = {
  type: 'DELFOR',
  kinds: ['delivery-forecast'],
  codes: { 'BGM 3.1': purposeCodes },
  needs: ['BGM 2.1'],

  read(reading) {
    const { root } = reading;
    const places = loopsOf(root, 'NAD').filter((nad) => !headerParties(root).includes(nad));
    const lines = [
      ...places.flatMap((nad) => linesAt(nad, nad)),
      ...linesAt(root, undefined),
      ...loopsOf(root, 'GIS').flatMap((section) => linesAt(section, loopsOf(section, 'NAD')[0])),
    ];
    return { kind: 'delivery-forecast', ...readPlan(reading, lines, 'planned') };
  },

  write(forecast, out) {
    const isFirstEdition = out.directory === 'D.96A';
    writePlanHead(out, forecast, plan);
    if (!isFirstEdition) writePlanTexts(out, forecast);
    writePlanReferences(out, forecast);
    writeParties(out, forecast.parties);
    if (isFirstEdition) writeFirstEdition(out, forecast);
    else writeSections(out, forecast);
  },
};

/** A line whose quantities go to several places is one line for each; what was received stays with the first. */
const linesAt = (parent: Loop, nad: Loop | undefined): PlacedLine[] =>
  loopsOf(parent, 'LIN').flatMap((line) => {
    const inner = loopsOf(line, 'NAD').map((group) => ({
      figures: figuresOfGroup(group),
      shipTo: placeOfDelivery(group.segments[0]),
      dock: dockOf(allOf(group, 'LOC')),
    }));
    const dock = dockOf(allOf(line, 'LOC')) || (nad ? dockOf(allOf(nad, 'LOC')) : '');
    const spread = inner.filter(({ figures }) => figures.length > 0);
    const own = figuresOfGroup(line);
    const named = inner.find(({ figures }) => figures.length === 0);
    const shipTo: Place | undefined = named?.shipTo ?? placeOfDelivery(nad?.segments[0]);
    const whole = { line, figures: own, shipTo, dock };
    const parts = spread.map((part) => ({ ...part, line, dock: part.dock || dock }));
    return own.length > 0 || parts.length === 0 ? [whole, ...parts] : parts;
  });

const figuresOfGroup = (group: Loop): Figure[] => [...figuresIn(group), ...figuresBySchedule(group)];

/** D.96A. */
const writeFirstEdition = (out: Sink, forecast: DeliveryForecast): void => {
  out.add('UNS', 'D');
  const isPlain = forecast.lines.every((line) => !line.shipTo && !line.dock && figuresOf(line) <= figuresWithoutPlace);
  for (const run of runsOf(forecast.lines)) {
    if (!isPlain) addPlaceOfDelivery(out, run[0]?.shipTo);
    for (const line of run) writeLine(out, forecast, line, 'behind');
  }
  out.add('UNS', 'S');
  out.add('CNT', ['2', String(forecast.lines.length)]);
  writePlanTexts(out, forecast);
};

const writeSections = (out: Sink, forecast: DeliveryForecast): void => {
  for (const run of runsOf(forecast.lines)) {
    out.add('GIS', completeInformation);
    if (run[0]?.shipTo) addPlaceOfDelivery(out, run[0].shipTo);
    for (const line of run) writeLine(out, forecast, line, 'before');
  }
};

/** Lines one after the other that go to the same place. */
const runsOf = (lines: readonly DeliveryPlanLine[]): DeliveryPlanLine[][] => {
  const runs: DeliveryPlanLine[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    const isSame = run && JSON.stringify(run[0]?.shipTo) === JSON.stringify(line.shipTo);
    if (isSame) run.push(line);
    else runs.push([line]);
  }
  return runs;
};

const writeLine = (out: Sink, forecast: DeliveryForecast, line: DeliveryPlanLine, place: SccPlace): void => {
  writePlanItem(out, line);
  addDock(out, line.dock);
  addPlanOrder(out, line);
  writeDeliveries(out, forecast, line, place);
};
