import { placeOutsourcingOrder } from '../../services/production/src/outsourcing/outsourcing-order.rules.ts';

export const placedOn = '2026-12-11';

/** 100 bodies of 2 kg of steel each, from Jingsu to Hengda. */
export const placed = placeOutsourcingOrder({
  id: 'oo-1',
  number: 'EB-1-2',
  orderId: 'order-1',
  trader: 'eastbridge',
  factory: 'hengda',
  supplier: 'jingsu',
  currency: 'CNY',
  taxPercent: '13',
  placedOn,
  lines: [
    {
      line: '1',
      item: 'KT18-BODY',
      description: 'body',
      unit: 'PCE',
      unitPrice: '11.80',
      orderLineId: 'L1',
      deliveries: [{ quantity: '100', dueOriginal: '2026-12-28', due: '2026-12-28' }],
      confirmations: [],
      materials: [{ item: 'STEEL', description: 'steel', perPiece: { value: '2', unit: 'KGM' } }],
      received: '0',
      accepted: '0',
      rejected: '0',
    },
  ],
});
