import type { TestedItem, TestResults } from '../../canonical/documents.ts';
import { loopsOf } from '../../structure/match-structure.ts';
import { type Loop, type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { addDate, documentDate } from '../parts/dates.ts';
import { addReference, documentNumber, orderCodes, referenceOf } from '../parts/headers.ts';
import { addQuantity, quantityIn, readItem, readQuantity, writeItem } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { readCharacteristic, writeCharacteristic } from '../parts/tested-characteristics.ts';
import { addDescription, addText, codedText, plainTexts, textsOf } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * QALITY Quality data: what was measured on goods, item by item.
 *
 *   BGM  4 test report, report number, 9
 *   DTM  137 report date
 *   FTX  AAI notes
 *   SG1  RFF AAK despatch advice
 *   SG2  NAD parties
 *   SG5  LIN line; PIA, IMD item; QTY 12 size of the lot; FTX ZZZ our code HEA heat; RFF ON order and order line
 *   SG12 CCI of the item, or, below SG20 GIN BX, of one lot of it: parts/tested-characteristics.ts
 *
 * What is measured on a process (PRC), or beside no CCI, is not read.
 */
export const qality: MessageFile<TestResults> = {
  type: 'QALITY',
  kinds: ['test-results'],
  codes: {},
  needs: ['BGM 2.1'],

  read(reading) {
    const { root, header } = reading;
    const notes = plainTexts(textsOf(root), ['AAI', 'ZZZ', 'QQD']);
    return {
      kind: 'test-results',
      reportNumber: documentNumber(header),
      reportDate: documentDate(reading),
      ...optional('shipmentNumber', referenceOf(root, ['AAK', 'DQ'])),
      parties: readParties(root),
      ...optional('notes', notes.length > 0 ? notes : undefined),
      items: loopsOf(root, 'LIN').flatMap((line, i) => readItems(reading, line, i)),
    };
  },

  write(results, out) {
    out.add('BGM', '4', results.reportNumber, '9');
    addDate(out, '137', results.reportDate);
    for (const note of results.notes ?? []) addText(out, 'AAI', note);
    addReference(out, 'AAK', results.shipmentNumber);
    writeParties(out, results.parties);
    for (const item of results.items) writeTestedItem(out, item);
  },
};

/** A LIN is one item for each lot it was measured on; what stands outside any lot is an item of its own. */
const readItems = (reading: Reading, line: Loop, index: number): TestedItem[] => {
  const head = readHead(reading, line, index);
  for (const process of loopsOf(line, 'PRC')) reading.problems.at('SEGMENT_NOT_READ', process.segments[0] as Segment);
  for (const mea of line.segments.filter(({ id }) => id === 'MEA')) reading.problems.at('SEGMENT_NOT_READ', mea);
  const lots = loopsOf(line, 'GIN')
    .filter(({ segments: [gin] }) => gin?.at(1, 1) === 'BX')
    .map((gin) => ({
      ...head,
      ...optional('lot', gin.segments[0]?.at(2, 1)),
      characteristics: loopsOf(gin, 'CCI').map((cci) => readCharacteristic(reading, cci)),
    }));
  const own = loopsOf(line, 'CCI').map((cci) => readCharacteristic(reading, cci));
  if (lots.length > 0 && own.length === 0) return lots;
  return [{ ...head, ...optional('lot', referenceOf(line, ['BT', 'LT'])), characteristics: own }, ...lots];
};

const readHead = (reading: Reading, line: Loop, index: number): Omit<TestedItem, 'characteristics' | 'lot'> => {
  const order = loopsOf(line, 'RFF')
    .map(({ segments: [rff] }) => rff as Segment)
    .find((rff) => orderCodes.includes(rff.at(1, 1)));
  const sizes = ['12', '1', '21', '46'];
  const size = quantityIn(line, sizes) && readQuantity(reading, line, sizes);
  return {
    ...readItem(line),
    line: line.segments[0]?.at(1, 1) || String(index + 1),
    ...optional('orderNumber', order?.at(1, 2) || referenceOf(reading.root, orderCodes)),
    ...optional('orderLine', order?.at(1, 3)),
    ...optional('heat', codedText(textsOf(line), 'HEA')?.text),
    ...optional('quantity', size && { value: size.quantity, unit: size.unit }),
  };
};

const writeTestedItem = (out: Sink, item: TestedItem): void => {
  out.add('LIN', item.line);
  writeItem(out, item);
  addDescription(out, item.description);
  if (item.quantity) addQuantity(out, '12', item.quantity.value, item.quantity.unit);
  if (item.heat !== undefined) addText(out, 'ZZZ', item.heat, 'HEA');
  if (item.orderNumber !== undefined || item.orderLine !== undefined) {
    out.add('RFF', ['ON', item.orderNumber, item.orderLine]);
  }
  if (item.lot !== undefined) out.add('GIN', 'BX', item.lot);
  for (const characteristic of item.characteristics) writeCharacteristic(out, characteristic);
};
