import type { EnquiredOrder, OrderStatusEnquiry } from '../../canonical/documents.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { addRemarks, remarksOf } from '../parts/details.ts';
import { levelsOf } from '../parts/hierarchy.ts';
import { itemPairs, pairValue, readItem } from '../parts/items.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addDescription } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * 869 Order Status Inquiry: how far are these orders? The 870 answers.
 *
 *   BSI  01 enquiry number, 02 date, 03 CO all open orders, PA selected orders, PP selected items of orders
 *   NTE  GEN begins a note, ADD goes on with it
 *   HL   O order: PRF 01 number, 04 date; the first level has the parties (N1). I item under its order: LIN 01 line,
 *        02.. item; PID description. Several LIN at a level, and LIN at the order itself, are read too
 *   CTT  01 number of levels
 */
const grammar = {
  '004010': `
  BSI! NTE*100
  (HL! PRF DTM*10 LIN* PID*1000 MEA*40 QTY GF
    (REF! DTM*)*
    (N1! N2*2 N3*2 N4 REF*12 PER*3)*
    (LM! LQ!*)*
    (FA1! FA2!*)*)!*
  CTT`,

  '005010': `
  BSI! NTE*100
  (HL! PRF DTM*10 LIN* PID*1000 MEA*40 QTY DD* GF
    (REF! DTM*)*
    (N1! N2*2 N3*2 N4 REF*12 PER*3)*
    (LM! LQ!*)*
    (FA1! FA2!*)*)!*
  CTT`,
};

export const orderStatusEnquiry869: MessageFile<OrderStatusEnquiry> = {
  type: '869',
  functionalId: 'RS',
  kind: 'order-status-enquiry',
  grammar,
  codes: {},

  read(reading) {
    const { root } = reading;
    const bsi = segmentOf(root, 'BSI') as Segment;
    const notes = remarksOf(root);
    return {
      kind: 'order-status-enquiry',
      enquiryNumber: bsi.at(1),
      enquiryDate: isoDate(bsi.at(2)),
      parties: loopsOf(root, 'HL').flatMap(readParties),
      ...optional('notes', notes.length > 0 ? notes : undefined),
      orders: readOrders(reading),
    };
  },

  write(enquiry, out) {
    const { orders } = enquiry;
    out.add('BSI', enquiry.enquiryNumber, x12Date(enquiry.enquiryDate), scopeOf(orders));
    addRemarks(out, enquiry.notes ?? []);
    let level = 0;
    for (const order of orders.length > 0 ? orders : [undefined]) {
      const parent = String(++level);
      out.add('HL', parent, '', 'O', order && order.lines.length > 0 ? '1' : '0');
      if (order) out.add('PRF', order.orderNumber, '', '', order.orderDate && x12Date(order.orderDate));
      if (level === 1) writeParties(out, enquiry.parties);
      for (const line of order?.lines ?? []) {
        out.add('HL', String(++level), parent, 'I', '0');
        writeLine(out, line);
      }
    }
    out.add('CTT', String(level));
  },
};

/** DE 847. */
const scopeOf = (orders: readonly EnquiredOrder[]): string => {
  if (orders.length === 0) return 'CO';
  return orders.every(({ lines }) => lines.length === 0) ? 'PA' : 'PP';
};

const readOrders = ({ root, problems }: Reading): EnquiredOrder[] => {
  const orders = new Map<string, EnquiredOrder>();
  for (const { loop, orderNumber } of levelsOf(root)) {
    const prf = segmentOf(loop, 'PRF');
    const lins = segmentsOf(loop, 'LIN');
    if (!prf && lins.length === 0) continue;
    if (orderNumber === '') problems.at('ORDER_NOT_STATED', loop.segments[0] as Segment);
    const order = orders.get(orderNumber) ?? {
      orderNumber,
      ...optional('orderDate', prf?.at(4) ? isoDate(prf.at(4)) : undefined),
      lines: [],
    };
    orders.set(orderNumber, order);
    for (const lin of lins) {
      const words = lins.length === 1 ? loop : { ...loop, segments: [] };
      const line = lin.at(1) || pairValue(lin, 2, ['PL']) || String(order.lines.length + 1);
      order.lines.push({ ...readItem(lin, 2, words), line });
    }
  }
  return [...orders.values()];
};

const writeLine = (out: Sink, line: EnquiredOrder['lines'][number]): void => {
  const pairs = itemPairs(line);
  out.add('LIN', line.line, ...(pairs.length > 0 ? pairs : ['PL', line.line]));
  addDescription(out, line.description);
};
