import type {
  InventoryLine,
  InventoryQuantity,
  InventoryReport,
  InventoryState,
  Place,
} from '../../canonical/documents.ts';
import { allOf, loopsOf, segmentOf, segmentsOf } from '../../structure/match-structure.ts';
import { type Loop, type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { addDate, dateOf, documentDate } from '../parts/dates.ts';
import { addReference, documentNumber, referenceOf } from '../parts/headers.ts';
import { addQuantity, numberText, readItem, writeItem } from '../parts/items.ts';
import { placeOfParty, readParties, writeParties } from '../parts/parties.ts';
import { addPlace, placeOf } from '../parts/places.ts';
import { addDescription } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * INVRPT Inventory report: what stands where, by state.
 *
 *   BGM  35, report number, 9
 *   DTM  137 report date; 366 day of the count
 *   SG2  NAD parties; WH is read as the warehouse of lines that name none
 *   SG9  LIN line; PIA, IMD item; LOC 18 warehouse; RFF BT lot
 *   SG11 QTY 145 on hand, 66 committed, 89 blocked, 198 in transit, 21 on order, ZZZ others;
 *        INV C522 ZZZ with our code of the state; DTM 44 when it is expected. LOC 18 and GIN BX are read here too.
 *        INV opens the group from D.97A on, QTY does in D.96A
 */
interface Codes {
  /** DE 6063. The first is written, all are read. */
  quantity: readonly string[];
  /** DE 4401. */
  ours: string;
  /** DE 7491: what this inventory is, where QTY only says that it is there. */
  inventory: readonly string[];
}
const codes: Readonly<Record<InventoryState, Codes>> = {
  'on-hand': { quantity: ['145', '17', '1'], ours: 'ONH', inventory: [] },
  available: { quantity: ['ZZZ'], ours: 'AVL', inventory: [] },
  committed: { quantity: ['66'], ours: 'COM', inventory: ['4'] },
  blocked: { quantity: ['89', '96', '124', '20'], ours: 'BLK', inventory: ['2', '5'] },
  'in-transit': { quantity: ['198'], ours: 'TRA', inventory: [] },
  'on-order': { quantity: ['21'], ours: 'ORD', inventory: [] },
  'in-production': { quantity: ['ZZZ'], ours: 'WIP', inventory: ['10', '11'] },
};
const states = Object.entries(codes) as [InventoryState, Codes][];
const ours = 'ZZZ';
const warehouseUse = '18';
const warehouseParty = 'WH';

export const invrpt: MessageFile<InventoryReport> = {
  type: 'INVRPT',
  kinds: ['inventory-report'],
  codes: {},
  needs: ['BGM 2.1'],

  read(reading) {
    const { root, header } = reading;
    return {
      kind: 'inventory-report',
      reportNumber: documentNumber(header),
      reportDate: documentDate(reading),
      ...optional('countDate', dateOf(root, ['366'])),
      parties: readParties(root),
      lines: loopsOf(root, 'LIN').flatMap((line, i) => readLines(reading, line, i)),
    };
  },

  write(report, out) {
    out.add('BGM', '35', report.reportNumber, '9');
    addDate(out, '137', report.reportDate);
    addDate(out, '366', report.countDate);
    writeParties(out, report.parties);
    for (const line of report.lines) writeLine(out, line);
  },
};

/** Quantities of several places or lots below one LIN are one line for each. */
const readLines = (reading: Reading, line: Loop, index: number): InventoryLine[] => {
  const lin = line.segments[0] as Segment;
  const whole = { location: warehouseOf(line) ?? warehouseOf(reading.root), lot: referenceOf(line, ['BT', 'LT']) };
  const head = { ...readItem(line), line: lin.at(1, 1) || String(index + 1) };
  const groups = [...loopsOf(line, 'QTY'), ...loopsOf(line, 'INV')].map((group) => ({
    location: warehouseOf(group) ?? whole.location,
    lot: lotOf(group) ?? whole.lot,
    group,
  }));
  const parts = Map.groupBy(groups, ({ location, lot }) => JSON.stringify([location, lot]));
  const stocks =
    parts.size === 0
      ? [{ ...whole, quantities: [] }]
      : [...parts.values()].map((members) => ({
          location: members[0]?.location,
          lot: members[0]?.lot,
          quantities: members.flatMap(({ group }) => readQuantity(reading, group)),
        }));
  return stocks.map(({ location, lot, quantities }) => ({
    ...head,
    ...optional('location', location),
    ...optional('lot', lot),
    quantities,
  }));
};

const warehouseOf = (group: Loop): Place | undefined =>
  placeOf(allOf(group, 'LOC'), [warehouseUse]) ??
  allOf(group, 'NAD')
    .map((nad) => placeOfParty(nad, [warehouseParty]))
    .find(Boolean);

const lotOf = (group: Loop): string | undefined =>
  segmentsOf(group, 'GIN')
    .find((gin) => gin.at(1, 1) === 'BX' && gin.at(2, 1) !== '')
    ?.at(2, 1);

const readQuantity = (reading: Reading, group: Loop): InventoryQuantity[] => {
  const qty = segmentOf(group, 'QTY') as Segment | undefined;
  if (!qty) return [];
  const state = stateOf(qty, segmentOf(group, 'INV'));
  if (!state) {
    reading.problems.at('QUANTITY_NOT_READ', qty, { element: 1, component: 1, value: qty.at(1, 1) });
    return [];
  }
  if (qty.at(1, 3) === '') reading.problems.at('UNIT_NOT_STATED', qty);
  const date = dateOf(group, ['44', '17', '132', '191', '2']);
  return [{ state, quantity: numberText(qty.at(1, 2)), unit: qty.at(1, 3) || 'EA', ...optional('date', date) }];
};

/** Our code, else the kind of the quantity, else that of the inventory where the quantity is only on hand. */
const stateOf = (qty: Segment, inv: Segment | undefined): InventoryState | undefined => {
  const [code, inventory] = [inv?.at(5, 4) === ours ? inv.at(5, 2) : '', inv?.at(2, 1) ?? ''];
  const said = states.find(([, { ours: own }]) => own === code)?.[0];
  const counted = states.find(([, { quantity }]) => qty.at(1, 1) !== ours && quantity.includes(qty.at(1, 1)))?.[0];
  const kept = states.find(([, { inventory: kinds }]) => kinds.includes(inventory))?.[0];
  return said ?? (counted === 'on-hand' ? (kept ?? counted) : counted);
};

const writeLine = (out: Sink, line: InventoryLine): void => {
  out.add('LIN', line.line);
  writeItem(out, line);
  addDescription(out, line.description);
  addPlace(out, warehouseUse, line.location);
  addReference(out, 'BT', line.lot);
  for (const { state, quantity, unit, date } of line.quantities) {
    const inventory = ['INV', '', '', '', '', [ours, codes[state].ours, '', ours]] as const;
    if (out.directory !== 'D.96A') out.add(...inventory);
    addQuantity(out, codes[state].quantity[0] as string, quantity, unit);
    if (out.directory === 'D.96A') out.add(...inventory);
    addDate(out, '44', date);
  }
};
