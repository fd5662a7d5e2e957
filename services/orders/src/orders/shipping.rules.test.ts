import { firm } from '../../test/mothers.ts';
import type { Order } from './order.rules.ts';
import { noteShipment } from './shipping.rules.ts';

const partOf = (order: Order, line: number, schedule: number, quantity: string) => ({
  lineId: order.lines[line]?.id ?? '',
  scheduleId: order.lines[line]?.schedules[schedule]?.id ?? '',
  quantity,
});
const statuses = (order: Order) => order.lines.flatMap((line) => line.schedules.map((s) => `${s.status} ${s.shipped}`));

describe('goods on board', () => {
  it('ship a schedule in parts, and the order with its last schedule', () => {
    const { order } = firm();
    const first = noteShipment([partOf(order, 0, 0, '1000'), partOf(order, 1, 0, '500')])(order).state;
    expect(statuses(first)).toEqual(['partly-shipped 1000', 'firm 0', 'shipped 500']);
    expect(first.status).toBe('partly-shipped');
    const last = noteShipment([partOf(order, 0, 0, '200'), partOf(order, 0, 1, '800')])(first).state;
    expect(last.status).toBe('shipped');
  });

  it('are enough within the line’s tolerance', () => {
    const { order } = firm();
    const tolerant = { ...order, lines: order.lines.map((line) => ({ ...line, underDeliveryPercent: '5' })) };
    const enough = noteShipment([partOf(order, 0, 0, '1140')])(tolerant).state;
    expect(statuses(enough)[0]).toBe('shipped 1140');
    const short = noteShipment([partOf(order, 0, 0, '1139')])(tolerant).state;
    expect(statuses(short)[0]).toBe('partly-shipped 1139');
  });
});
