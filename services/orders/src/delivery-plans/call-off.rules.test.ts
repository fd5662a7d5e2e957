import { day, firm } from '../../test/mothers.ts';
import { callOff } from './call-off.rules.ts';

const bucket = (quantity: string) => ({
  from: day(70),
  until: day(77),
  quantity,
  certainty: 'firm',
  time: '',
  callOff: '',
});

describe('a delivery call against an order', () => {
  it('may want all of a delivery, although another one shipped more than was ordered', () => {
    const { order } = firm();
    const over = {
      ...order,
      lines: order.lines.map((line) => ({
        ...line,
        schedules: line.schedules.map((s, place) => (place === 0 ? { ...s, shipped: '1260' } : s)),
      })),
    };
    const call = { orderNumber: 'PO-1', orderLine: '1', item: 'KT-18', buckets: [bucket('800')] };
    expect(callOff(call, over)).toEqual({ orderId: 'O-1', lineId: order.lines[0]?.id });
    expect(() => callOff({ ...call, buckets: [bucket('801')] }, over)).toThrow('orders.call.more-than-ordered');
  });
});
