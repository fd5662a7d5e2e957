import type { EnquiredOrder, OrderStatusEnquiry } from '../../canonical/documents.ts';
import { loopsOf } from '../../structure/match-structure.ts';
import { type Loop, type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { addDate, dateOf, documentDate } from '../parts/dates.ts';
import { documentNumber } from '../parts/headers.ts';
import { readItem, writeItem } from '../parts/items.ts';
import { readParties, writeSomeParty } from '../parts/parties.ts';
import { addDescription, addText, plainTexts, textsOf } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * OSTENQ Order status enquiry (from D.97A): how far are these orders? OSTRPT answers it.
 *
 *   BGM  347, enquiry number, 9
 *   DTM  137 enquiry date
 *   FTX  AAI notes
 *   SG1  NAD parties; the directory demands one
 *   SG3  DOC 220, order number; DTM 4 order date. None: all open orders
 *   SG4  LIN line; PIA, IMD item. None: the whole order
 */
export const ostenq: MessageFile<OrderStatusEnquiry> = {
  type: 'OSTENQ',
  kinds: ['order-status-enquiry'],
  codes: {},
  needs: ['BGM 2.1'],

  read(reading) {
    const { root, header } = reading;
    const notes = plainTexts(textsOf(root), ['AAI', 'ZZZ', 'OSI']);
    return {
      kind: 'order-status-enquiry',
      enquiryNumber: documentNumber(header),
      enquiryDate: documentDate(reading),
      parties: readParties(root),
      ...optional('notes', notes.length > 0 ? notes : undefined),
      orders: loopsOf(root, 'DOC').map((group) => readOrder(reading, group)),
    };
  },

  write(enquiry, out) {
    out.add('BGM', '347', enquiry.enquiryNumber, '9');
    addDate(out, '137', enquiry.enquiryDate);
    for (const note of enquiry.notes ?? []) addText(out, 'AAI', note);
    writeSomeParty(out, enquiry.parties);
    for (const order of enquiry.orders) writeOrder(out, order);
  },
};

const readOrder = (reading: Reading, group: Loop): EnquiredOrder => {
  const doc = group.segments[0] as Segment;
  if (doc.at(2, 1) === '') reading.problems.at('ORDER_NOT_STATED', doc);
  return {
    orderNumber: doc.at(2, 1),
    ...optional('orderDate', dateOf(group, ['4', '137', '171'])),
    lines: loopsOf(group, 'LIN').map((line, i) => ({
      ...readItem(line),
      line: line.segments[0]?.at(1, 1) || String(i + 1),
    })),
  };
};

const writeOrder = (out: Sink, { orderNumber, orderDate, lines }: EnquiredOrder): void => {
  out.add('DOC', '220', orderNumber);
  addDate(out, '4', orderDate);
  for (const line of lines) {
    out.add('LIN', line.line);
    writeItem(out, line);
    addDescription(out, line.description);
  }
};
