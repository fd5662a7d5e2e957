import { day, firm } from '../../test/mothers.ts';
import { type Line, type Order, ordered } from './order.rules.ts';
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
    const first = noteShipment([partOf(order, 0, 0, '1000'), partOf(order, 1, 0, '500')], day(49))(order).state;
    expect(statuses(first)).toEqual(['partly-shipped 1000', 'firm 0', 'shipped 500']);
    expect(first.status).toBe('partly-shipped');
    const last = noteShipment([partOf(order, 0, 0, '200'), partOf(order, 0, 1, '800')], day(77))(first).state;
    expect(last.status).toBe('shipped');
  });

  it('are enough within the line’s tolerance', () => {
    const { order } = firm();
    const tolerant = { ...order, lines: order.lines.map((line) => ({ ...line, underDeliveryPercent: '5' })) };
    const enough = noteShipment([partOf(order, 0, 0, '1140')], day(49))(tolerant).state;
    expect(statuses(enough)[0]).toBe('shipped 1140');
    const short = noteShipment([partOf(order, 0, 0, '1139')], day(49))(tolerant).state;
    expect(statuses(short)[0]).toBe('partly-shipped 1139');
  });

  it('are counted when they follow an order that was already enough', () => {
    const { order } = firm();
    const tolerant = { ...order, lines: order.lines.map((line) => ({ ...line, underDeliveryPercent: '5' })) };
    const parts = [partOf(order, 0, 0, '1140'), partOf(order, 0, 1, '800'), partOf(order, 1, 0, '500')];
    const enough = noteShipment(parts, day(49))(tolerant).state;
    expect(enough.status).toBe('shipped');
    const more = noteShipment([partOf(order, 0, 0, '60')], day(60))(enough).state;
    expect([more.status, statuses(more)[0]]).toEqual(['shipped', 'shipped 1200']);
  });

  it('are not forgotten when their delivery was dropped by agreement while they sailed', () => {
    const { order } = firm();
    const part = partOf(order, 0, 1, '800');
    const dropped = {
      ...order,
      lines: order.lines.map((line) => ({ ...line, schedules: line.schedules.slice(0, 1) })),
    };
    const { lines, status } = noteShipment([part], day(77))(dropped).state;
    expect(status).toBe('partly-shipped');
    expect(lines[0]?.schedules[1]).toMatchObject({
      id: part.scheduleId,
      quantity: { value: '0', unit: 'PCE' },
      status: 'shipped',
      shipped: '800',
      promisedCurrent: day(77),
    });
    expect(ordered(lines[0] as Line).map(({ id }) => id)).toEqual([order.lines[0]?.schedules[0]?.id]);
  });
});
