import type { WorkProgress } from './progress.rules.ts';

/** The factory's own work on 1,200 kettles, 10 December to 20 December 2026. */
export const kettles: WorkProgress = {
  id: 'order-1/L1/S1',
  version: 0,
  parties: ['eastbridge', 'hengda'],
  orderId: 'order-1',
  orderNumber: 'EB-1',
  customerLine: '1',
  lineId: 'L1',
  scheduleId: 'S1',
  outsourcingOrderId: null,
  outsourcingNumber: null,
  outsourcingLine: null,
  supplier: null,
  trader: 'eastbridge',
  factory: 'hengda',
  item: 'KT-18',
  quantity: '1200',
  unit: 'PCE',
  startsOn: '2026-12-10',
  targets: [{ quantity: '1200', due: '2026-12-20' }],
  slackDays: 14,
  figures: {},
  delivered: '0',
  shipped: '0',
  packingHeldBy: null,
};

/** A supplier's work on 2,000 parts for them, 12 December to 28 December. */
export const parts: WorkProgress = {
  ...kettles,
  id: 'oo-1/1',
  parties: ['eastbridge', 'hengda', 'jinfeng'],
  scheduleId: null,
  outsourcingOrderId: 'oo-1',
  outsourcingNumber: 'EB-1-1',
  outsourcingLine: '1',
  supplier: 'jinfeng',
  item: 'KT18-BASE',
  quantity: '2000',
  startsOn: '2026-12-12',
  targets: [{ quantity: '2000', due: '2026-12-28' }],
};
