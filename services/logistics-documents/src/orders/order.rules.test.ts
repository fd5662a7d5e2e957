import { create, orders, type } from '@tradeloom/contracts';
import { stateOf } from '../../test/scene.ts';
import { blankTerms, keepTerms } from './export-terms.rules.ts';
import { blankOrder, keepChanged, keepConfirmed, planParts } from './order.rules.ts';

const line = (quantity: string) => ({
  lineId: 'line-1',
  customerLine: '1',
  item: 'KT-18',
  quantity: { value: quantity, unit: 'PCE' },
  status: 'open',
  schedules: [{ scheduleId: 's-1', quantity: { value: quantity, unit: 'PCE' }, requested: '2027-01-25' }],
});
const head = { orderId: 'order-1', number: 'EB-1', customer: 'c', trader: 't', factory: 'f' };
const confirmed = (orderVersion: number) =>
  create(orders.OrderConfirmedSchema, { ...head, orderVersion, confirmedOn: '2026-12-08', lines: [line('1200')] });
const changed = (orderVersion: number) =>
  create(orders.OrderChangedSchema, { ...head, orderVersion, lines: [line('1500')] });

const firm = stateOf(keepConfirmed(confirmed(1))(blankOrder('order-1', ['c', 't', 'f'])));

describe('an order to ship', () => {
  it('is taken over as it became firm', () => {
    expect(firm).toMatchObject({ number: 'EB-1', orderVersion: 1, confirmedOn: '2026-12-08' });
    expect(firm.lines[0]).toMatchObject({ overPercent: '0', schedules: [{ promisedOn: '2027-01-25', planned: '0' }] });
  });

  it('follows a change and keeps what shipments already plan', () => {
    const part = { lineId: 'line-1', scheduleId: 's-1', quantity: { value: '700', unit: 'PCE' } };
    const planned = stateOf(planParts([part])(firm));
    expect(stateOf(keepChanged(changed(2))(planned)).lines[0]?.schedules[0]).toMatchObject({
      quantity: { value: '1500' },
      planned: '700',
    });
  });

  it('never goes back to an older version', () => {
    const newer = stateOf(keepChanged(changed(2))(firm));
    expect(stateOf(keepConfirmed(confirmed(1))(newer))).toBe(newer);
    expect(stateOf(keepChanged(changed(2))(newer))).toBe(newer);
  });
});

describe('the export terms of an order', () => {
  const leg = create(type.LegSchema, {
    seller: 't',
    buyer: 'c',
    currency: 'USD',
    tradeTerm: { incoterm: 'FOB', edition: '2020', place: 'Ningbo' },
    prices: [{ lineId: 'line-1', unitPrice: '14.85' }],
  });

  it('belong to the two parties of the export leg', () => {
    expect(blankTerms('order-1', leg).parties).toEqual(['t', 'c']);
  });

  it('keep the prices of the newest version', () => {
    const kept = stateOf(keepTerms(leg, 2)(blankTerms('order-1', leg)));
    expect(kept).toMatchObject({ currency: 'USD', prices: { 'line-1': '14.85' } });
    expect(stateOf(keepTerms(leg, 1)(kept))).toBe(kept);
  });
});
