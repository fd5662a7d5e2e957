import type { Subject } from '../inspections/inspection.rules.ts';

/** A finished delivery of an order, all of it. */
export const delivery: Subject = {
  orderId: 'o1',
  lineId: 'l1',
  scheduleId: 's1',
  receiptId: null,
  line: null,
  lot: null,
  item: 'TS-04',
  maker: 'hengda',
  receiver: 'eastbridge',
  quantity: '500',
  unit: 'PCE',
};
