import { cartons, items, openedShipment, order, packed, stateOf } from '../../test/scene.ts';
import { type OrderToShip, replanParts } from '../orders/order.rules.ts';
import { asOrdered } from './follow-orders.rules.ts';
import { packShipment } from './packing.rules.ts';

const pieces = (value: string) => ({ value, unit: 'PCE' });
/** The order with other quantities by schedule; what is not named is dropped. */
const changed = (quantities: Readonly<Record<string, string>>): OrderToShip => ({
  ...order,
  lines: order.lines.map((line) => ({
    ...line,
    schedules: line.schedules.flatMap((s) => {
      const value = quantities[s.scheduleId];
      return value === undefined ? [] : [{ ...s, quantity: pieces(value), planned: '1200' }];
    }),
  })),
});
const kettles = (to: number) => cartons({ lineId: 'line-1', from: 1, to });
const toasters = (from: number) => [
  cartons({ lineId: 'line-2', from, to: from + 82 }),
  cartons({ lineId: 'line-2', from: from + 83, to: from + 83, quantityPerCarton: '2' }),
];
const pack = (
  reported: Parameters<typeof packed>[1] & object,
  orders: readonly OrderToShip[],
  others = [] as ReturnType<typeof packed>[],
) =>
  asOrdered(packShipment({ cartons: reported, woodPacking: 'none', ippcMark: null }, items, '2027-01-29'), {
    orders,
    others,
  })(openedShipment());

describe('packing', () => {
  it('is as planned while that is ordered, within the tolerance', () => {
    const { lines } = stateOf(pack([kettles(105), ...toasters(106)], [order]));
    expect(lines.map((l) => [l.planned.value, l.packed?.value])).toEqual([
      ['1200', '1260'],
      ['500', '500'],
    ]);
  });

  it('follows a change that lowered a delivery since the shipment was planned', () => {
    const lower = changed({ 's-1': '960', 's-2': '800', 's-3': '500' });
    const { lines } = stateOf(pack([kettles(80), ...toasters(81)], [lower]));
    expect(lines[0]).toMatchObject({ planned: pieces('960'), packed: pieces('960') });
    expect(() => pack([kettles(100), ...toasters(101)], [lower])).toThrow('logistics.packing.quantity');
  });

  it('leaves out a delivery that was dropped, and is refused where none is left', () => {
    const { lines } = stateOf(pack([kettles(100)], [changed({ 's-1': '1200', 's-2': '800' })]));
    expect(lines.map((l) => l.lineId)).toEqual(['line-1']);
    expect(() => pack([kettles(100)], [changed({ 's-2': '800' })])).toThrow('logistics.shipment.no-longer-ordered');
  });

  it('puts no tolerance on top of what another shipment used of it', () => {
    const other = packed(openedShipment());
    const sixty = {
      ...other,
      lines: other.lines.map((l) =>
        l.lineId === 'line-1' ? { ...l, packed: pieces('60') } : { ...l, packed: pieces('0') },
      ),
    };
    expect(() => pack([kettles(101), ...toasters(102)], [order], [sixty])).toThrow(
      'logistics.packing.more-than-ordered',
    );
    expect(stateOf(pack([kettles(100), ...toasters(101)], [order], [sixty])).lines[0]?.packed?.value).toBe('1200');
  });

  it('gives back what it does not carry', () => {
    const before = [{ scheduleId: 's-1', quantity: pieces('1200') }];
    const lower = changed({ 's-1': '960', 's-2': '800', 's-3': '500' });
    const { lines } = stateOf(replanParts(before, [{ scheduleId: 's-1', quantity: pieces('960') }])(lower));
    expect(lines[0]?.schedules.map((s) => s.planned)).toEqual(['960', '1200']);
  });
});
