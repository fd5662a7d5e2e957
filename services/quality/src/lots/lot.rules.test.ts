import { quality } from '@tradeloom/contracts';
import type { Subject } from '../inspections/inspection.rules.ts';
import { attemptsBefore, type Decider, disposeLot, judged, type Lot, presentLot, waitingLot } from './lot.rules.ts';

const delivery: Subject = {
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
const waiting = waitingLot('lot1', 'final', delivery, ['harbor-pine']);
const presentation = { quantity: '500', cartons: '1-84', manualVersion: '2', house: 'verity' };
const presented = (lot: Lot = waiting) => presentLot(presentation)(lot).state;
const accepted = (lot: Lot) => judged({ verdict: 'accepted', attempt: lot.attempt })(lot);
const notAccepted = (lot: Lot) => judged({ verdict: 'not-accepted', attempt: lot.attempt })(lot);
const person = (organisation: string, role: string): Decider => ({ organisation, role, login: role });
const dispose = (disposition: Parameters<typeof disposeLot>[0], by: Decider) =>
  disposeLot(disposition, by, 'because', '2027-01-20');
const names = (events: readonly unknown[]) =>
  events.map((event) => (event as { $typeName: string }).$typeName.split('.').at(-1));

describe('a lot', () => {
  it('is released for loading when the final inspection accepts it', () => {
    const { state, events } = accepted(presented());
    expect(state).toMatchObject({ verdict: 'accepted', attempt: 1, cartons: '1-84', manualVersion: '2' });
    expect(events).toMatchObject([
      {
        $typeName: quality.LotReleasedSchema.typeName,
        lotId: 'lot1',
        scheduleId: 's1',
        quantity: { value: '500', unit: 'PCE' },
      },
    ]);
  });

  it('is seen by maker, receiver, customer and the inspection house that was named', () => {
    expect(presented().parties).toEqual(['hengda', 'eastbridge', 'harbor-pine', 'verity']);
  });

  it('keeps its verdict apart from what happens to the goods', () => {
    const failed = notAccepted(presented());
    expect(failed.events).toEqual([]);
    const { state, events } = dispose('rework', person('hengda', 'quality-manager'))(failed.state);
    expect(state).toMatchObject({
      verdict: 'not-accepted',
      disposition: 'rework',
      history: [{ attempt: 1, disposition: 'rework' }],
    });
    expect(names(events)).toEqual(['LotDispositioned']);
  });

  it('is presented again only after rework or sorting, as the next attempt', () => {
    const failed = notAccepted(presented()).state;
    expect(() => presented(failed)).toThrow('quality.lot.not-reworked');
    const scrapped = dispose('scrap', person('hengda', 'owner'))(failed).state;
    expect(() => presented(scrapped)).toThrow('quality.lot.not-reworked');
    const reworked = dispose('rework', person('hengda', 'production-manager'))(failed).state;
    const again = presented(reworked);
    expect(again).toMatchObject({ attempt: 2, verdict: 'presented', disposition: null });
    expect(names(accepted(again).events)).toEqual(['LotReleased']);
  });

  it('cannot be presented while it is under inspection or after it was accepted', () => {
    expect(() => presented(presented())).toThrow('quality.lot.under-inspection');
    expect(() => presented(accepted(presented()).state)).toThrow('quality.lot.already-accepted');
  });

  it('is released by a concession of the receiving side, never of the maker', () => {
    const failed = notAccepted(presented()).state;
    expect(() => dispose('concession', person('hengda', 'owner'))(failed)).toThrow('quality.lot.own-goods');
    expect(() => dispose('concession', person('eastbridge', 'merchandiser'))(failed)).toThrow(
      'quality.lot.not-your-decision',
    );
    const { state, events } = dispose('concession', person('eastbridge', 'owner'))(failed);
    expect(names(events)).toEqual(['LotDispositioned', 'LotReleased']);
    expect(state.verdict).toBe('not-accepted');
  });

  it('can be returned only when it came from a supplier', () => {
    const failed = notAccepted(presented()).state;
    expect(() => dispose('return', person('eastbridge', 'owner'))(failed)).toThrow('quality.lot.nothing-to-return');
    const incoming: Subject = { ...delivery, maker: 'jinfeng', receiver: 'hengda' };
    const delivered = notAccepted(presented(waitingLot('lot2', 'incoming', incoming))).state;
    expect(names(dispose('return', person('hengda', 'quality-manager'))(delivered).events)).toEqual([
      'LotDispositioned',
    ]);
  });

  it('of a supplier is told with the receipt, line and lot that it came as, a finished one without', () => {
    const came: Subject = { ...delivery, maker: 'jinfeng', receiver: 'hengda', receiptId: 'r1', line: '1', lot: 'A' };
    const delivered = notAccepted(presented(waitingLot('lot2', 'incoming', came))).state;
    expect(dispose('concession', person('hengda', 'owner'))(delivered).events).toMatchObject([
      { lotId: 'lot2', receiptId: 'r1', line: '1', lot: 'A', quantity: { value: delivered.quantity, unit: 'PCE' } },
    ]);
    const made = notAccepted(presented()).state;
    expect(dispose('rework', person('hengda', 'owner'))(made).events).toMatchObject([{ receiptId: '', lot: '' }]);
  });

  it('that comes again on another receipt is a resubmission only when it was not accepted before', () => {
    const incoming: Subject = { ...delivery, maker: 'jinfeng', receiver: 'hengda', receiptId: 'r1', lot: 'A' };
    const first = presented(waitingLot('lot2', 'incoming', incoming));
    expect(attemptsBefore([])).toBe(0);
    expect(attemptsBefore([accepted(first).state])).toBe(0);
    expect(attemptsBefore([notAccepted(first).state])).toBe(1);
  });

  it('has one final disposition; rework may still turn into scrap', () => {
    const failed = notAccepted(presented()).state;
    const reworked = dispose('rework', person('hengda', 'owner'))(failed).state;
    const scrapped = dispose('scrap', person('hengda', 'owner'))(reworked).state;
    expect(dispose('scrap', person('hengda', 'owner'))(scrapped).events).toEqual([]);
    expect(() => dispose('rework', person('hengda', 'owner'))(scrapped)).toThrow('quality.lot.already-decided');
  });

  it('needs no disposition when it was accepted, and no verdict of an attempt that is over', () => {
    const { state } = accepted(presented());
    expect(() => dispose('scrap', person('hengda', 'owner'))(state)).toThrow('quality.lot.nothing-to-decide');
    expect(() => notAccepted(state)).toThrow('quality.lot.not-presented');
  });
});
