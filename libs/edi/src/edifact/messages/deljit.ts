import type { DeliveryCall } from '../../canonical/documents.ts';
import { allOf, loopsOf } from '../../structure/match-structure.ts';
import type { Loop, MessageFile } from '../message.ts';
import {
  addPlanOrder,
  type PlacedLine,
  purposeCodes,
  readPlan,
  writePlanHead,
  writePlanItem,
  writePlanReferences,
  writePlanTexts,
} from '../parts/delivery-plans.ts';
import { writeParties } from '../parts/parties.ts';
import { addDock, addPlace, dockOf, placeOf } from '../parts/places.ts';
import { figuresIn } from '../parts/read-deliveries.ts';
import { writeDeliveries } from '../parts/write-deliveries.ts';

/*
 * DELJIT Delivery just in time: the call-off that fixes day and hour of the near deliveries.
 *
 *   BGM  242, schedule number, 9 original, 5 replacement, 4 change, 1 cancellation
 *   DTM  137 issued; 158 and 159 first and last day
 *   FTX  ZZZ our codes SHP, CUM where no quantity says that dates are of shipment, quantities cumulative; in D.96A at
 *        the end
 *   SG1  RFF RE release, CT contract
 *   SG2  NAD parties
 *   SG4  SEQ 1; the directory demands one
 *   SG7  LIN line; PIA, IMD item; RFF ON order; LOC 11 dock, 7 place of delivery; QTY, SCC, DTM:
 *        parts/delivery-codes.ts. A quantity without DTM is wanted when LIN or SEQ says
 */
const callOff = '242';
const placeOfDelivery = '7';

export const deljit: MessageFile<DeliveryCall> = {
  type: 'DELJIT',
  kinds: ['delivery-call'],
  codes: { 'BGM 3.1': purposeCodes },
  needs: ['BGM 2.1'],

  read(reading) {
    const lines = loopsOf(reading.root, 'SEQ').flatMap((sequence) =>
      loopsOf(sequence, 'LIN').map((line) => placedLine(line, sequence)),
    );
    return { kind: 'delivery-call', ...readPlan(reading, lines, 'firm') };
  },

  write(call, out) {
    const isFirstEdition = out.directory === 'D.96A';
    writePlanHead(out, call, callOff);
    if (!isFirstEdition) writePlanTexts(out, call);
    writePlanReferences(out, call);
    writeParties(out, call.parties);
    out.add('SEQ', '', '1');
    for (const line of call.lines) {
      writePlanItem(out, line);
      addPlanOrder(out, line);
      addDock(out, line.dock);
      addPlace(out, placeOfDelivery, line.shipTo);
      writeDeliveries(out, call, line, 'behind');
    }
    if (isFirstEdition) writePlanTexts(out, call);
  },
};

const placedLine = (line: Loop, sequence: Loop): PlacedLine => {
  const locs = [...allOf(line, 'LOC'), ...allOf(sequence, 'LOC')];
  return {
    line,
    figures: figuresIn(line, [line, sequence]),
    shipTo: placeOf(locs, [placeOfDelivery]),
    dock: dockOf(locs),
  };
};
