import * as fc from 'fast-check';
import { delivery as whole } from './delivery.fixture.ts';
import { attemptsBeforeFurther, nextLotOf } from './delivery-lots.rules.ts';
import { type Lot, waitingLot } from './lot.rules.ts';

const lot = (id: string, quantity: string, more: Partial<Lot>): Lot => ({
  ...waitingLot(id, 'final', { ...whole, quantity }),
  attempt: 1,
  ...more,
});
const taken = (id: string, quantity: string, accepted = quantity) =>
  lot(id, quantity, { verdict: 'accepted', accepted });
const delivery = { id: 'd', ordered: '500', finished: '500' };
const looksAt = (lots: readonly Lot[]) => lots.map(({ id: lotId, quantity }) => ({ lotId, quantity }));
const next = (lots: readonly Lot[], of = delivery, looks = looksAt(lots)) => nextLotOf(of, lots, looks);

describe('the lot of a delivery that is presented next', () => {
  it('is the whole delivery at first', () => {
    expect(next([])).toEqual({ id: 'd', open: '500', available: '500', unseen: '500' });
  });

  it('is the same lot until it is settled', () => {
    const failed = { verdict: 'not-accepted', accepted: '0' } as const;
    expect(next([lot('d', '500', { verdict: 'presented' })]).id).toBe('d');
    expect(next([lot('d', '500', { ...failed, disposition: 'rework' })]).id).toBe('d');
    expect(() => next([taken('d', '500')])).toThrow('quality.lot.already-accepted');
  });

  it('is a further one for the rest where a part was presented; it is an original presentation', () => {
    const rest = next([taken('d', '300')]);
    expect(rest).toEqual({ id: 'd.2', open: '200', available: '200', unseen: '200' });
    expect(attemptsBeforeFurther(rest, rest.open)).toBe(0);
  });

  it('is a further one for pieces that were set aside and mended; it is a resubmission', () => {
    const mended = next([taken('d', '500', '480')]);
    expect(mended).toEqual({ id: 'd.2', open: '20', available: '20', unseen: '0' });
    expect(attemptsBeforeFurther(mended, '20')).toBe(1);
    const sorted = next([taken('d', '480')], delivery, [
      { lotId: 'd', quantity: '500' },
      { lotId: 'd', quantity: '480' },
    ]);
    expect(attemptsBeforeFurther(sorted, '20')).toBe(1);
  });

  it('is a further one after a lot was scrapped and made again; what was conceded is accepted', () => {
    const scrapped = lot('d', '500', { verdict: 'not-accepted', accepted: '0', disposition: 'scrap' });
    const again = next([scrapped]);
    expect(again).toMatchObject({ id: 'd.2', open: '500', unseen: '500' });
    expect(attemptsBeforeFurther(again, '500')).toBe(0);
    const conceded = lot('d', '500', { verdict: 'not-accepted', accepted: null, disposition: 'concession' });
    expect(() => next([conceded])).toThrow('quality.lot.already-accepted');
  });

  it('never lets more be accepted than is made', () => {
    const pieces = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), fc.integer({ min: 0, max: 1000 }), (parts, more) => {
        const made = parts.reduce((sum, part) => sum + part, more);
        const lots = parts.map((part, i) => taken(i === 0 ? 'd' : `d.${i + 1}`, String(part)));
        const { id, available, unseen } = next(lots, { id: 'd', ordered: '4000', finished: String(made) });
        expect([available, unseen]).toEqual([String(more), String(more)]);
        expect(lots.some((known) => known.id === id)).toBe(false);
      }),
      { seed: 500 },
    );
  });
});
