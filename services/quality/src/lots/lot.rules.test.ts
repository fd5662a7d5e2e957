import { quality } from '@tradeloom/contracts';
import type { Subject } from '../inspections/inspection.rules.ts';
import { delivery } from './delivery.fixture.ts';
import {
  attemptsBefore,
  type Decider,
  disposeLot,
  judged,
  type Lot,
  nextToInspect,
  presentLot,
  waitingLot,
} from './lot.rules.ts';

const waiting = waitingLot('lot1', 'final', delivery, ['harbor-pine']);
const presentation = { quantity: '500', cartons: '1-84', manualVersion: '2', house: 'verity' };
const presented = (lot: Lot = waiting) => presentLot(presentation)(lot).state;
const accepted = (lot: Lot, setAside = 0) => {
  const pieces = { accepted: String(Number(lot.quantity) - setAside), rejected: String(setAside) };
  return judged({ verdict: 'accepted', attempt: lot.attempt, ...pieces })(lot);
};
const notAccepted = (lot: Lot) =>
  judged({ verdict: 'not-accepted', attempt: lot.attempt, accepted: '0', rejected: lot.quantity })(lot);
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

  it('is released without the pieces that were set aside', () => {
    const { state, events } = accepted(presented(), 20);
    expect(state).toMatchObject({ quantity: '500', accepted: '480', rejected: '20' });
    expect(events).toMatchObject([{ lotId: 'lot1', quantity: { value: '480', unit: 'PCE' } }]);
    expect(accepted(presented(), 500).events).toEqual([]);
  });

  it('is released as a whole by a concession', () => {
    const { state, events } = dispose('concession', person('eastbridge', 'owner'))(notAccepted(presented()).state);
    expect(state).toMatchObject({ accepted: '500', rejected: '0' });
    expect(events.at(-1)).toMatchObject({ quantity: { value: '500', unit: 'PCE' } });
  });

  it('tells how many pieces of which goods were disposed of', () => {
    const failed = notAccepted(presented()).state;
    expect(dispose('concession', person('eastbridge', 'owner'))(failed).events[0]).toMatchObject({
      lotId: 'lot1',
      orderId: 'o1',
      item: 'TS-04',
      disposition: 'concession',
      attempt: 1,
      accepted: '500',
      rejected: '0',
      unit: 'PCE',
      supplier: '',
      receiptId: '',
    });
    const incoming: Subject = { ...delivery, maker: 'jinfeng', receiver: 'hengda' };
    const lot = waitingLot('lot2', 'incoming', { ...incoming, receiptId: 'r1', line: '1', lot: 'A' });
    const returned = dispose('return', person('hengda', 'owner'))(notAccepted(presented(lot)).state);
    expect(returned.events).toMatchObject([
      { accepted: '0', rejected: '500', unit: 'PCE', supplier: 'jinfeng', receiptId: 'r1', line: '1', lot: 'A' },
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

  describe('that comes on another receipt', () => {
    const incoming: Subject = { ...delivery, maker: 'jinfeng', receiver: 'hengda', receiptId: 'r1', lot: 'A' };
    const first = presented(waitingLot('lot2', 'incoming', incoming));
    const failed = notAccepted(first).state;
    const receiver = person('hengda', 'owner');

    it('is a resubmission only when it was not accepted before', () => {
      expect(attemptsBefore('A', [])).toBe(0);
      expect(attemptsBefore('A', [accepted(first).state])).toBe(0);
      expect(attemptsBefore('A', [failed])).toBe(1);
      expect(attemptsBefore('A', [dispose('return', receiver)(failed).state])).toBe(1);
    });

    it('is a lot of its own when the supplier gives no number', () => {
      expect(attemptsBefore('', [failed])).toBe(0);
    });

    it('is a lot of its own when the number was used up: accepted at last, conceded or scrapped', () => {
      const again = presented({ ...waitingLot('lot3', 'incoming', incoming), attempt: attemptsBefore('A', [failed]) });
      expect(attemptsBefore('A', [failed, accepted(again).state])).toBe(0);
      expect(attemptsBefore('A', [failed, notAccepted(again).state])).toBe(2);
      for (const end of ['scrap', 'concession'] as const) {
        expect(attemptsBefore('A', [dispose(end, receiver)(failed).state])).toBe(0);
      }
    });
  });

  it('of a receipt line comes after the others where the number does not tell them apart', () => {
    const without: Subject = { ...delivery, maker: 'jinfeng', receiver: 'hengda', receiptId: 'r1', line: '1', lot: '' };
    const [one, two] = [waitingLot('lot2', 'incoming', without), waitingLot('lot3', 'incoming', without)];
    expect(nextToInspect([one, two], '1')).toBe(one);
    expect(nextToInspect([presented(one), two], '1')).toBe(two);
    const reworked = dispose('rework', person('hengda', 'owner'))(notAccepted(presented(two)).state).state;
    expect(nextToInspect([accepted(presented(one)).state, reworked], '1')).toBe(reworked);
    expect(() => nextToInspect([one, { ...two, lot: 'B' }], '1')).toThrow('quality.inspection.name-the-lot');
    expect(nextToInspect([], '1')).toBeUndefined();
  });

  it('has one final disposition; rework may still turn into scrap', () => {
    const failed = notAccepted(presented()).state;
    const reworked = dispose('rework', person('hengda', 'owner'))(failed).state;
    const scrapped = dispose('scrap', person('hengda', 'owner'))(reworked).state;
    expect(dispose('scrap', person('hengda', 'owner'))(scrapped).events).toEqual([]);
    expect(() => dispose('rework', person('hengda', 'owner'))(scrapped)).toThrow('quality.lot.already-decided');
  });

  it('of a supplier may have pieces set aside, which are returned, scrapped or conceded, once', () => {
    const incoming: Subject = { ...delivery, maker: 'jinfeng', receiver: 'hengda', receiptId: 'r1', line: '1' };
    const { state } = accepted(presented(waitingLot('lot2', 'incoming', incoming)), 20);
    const returned = dispose('return', person('hengda', 'owner'))(state);
    expect(returned.state).toMatchObject({
      verdict: 'accepted',
      accepted: '480',
      rejected: '20',
      disposition: 'return',
    });
    expect(returned.events).toMatchObject([{ disposition: 'return', accepted: '0', rejected: '20' }]);
    expect(() => dispose('scrap', person('hengda', 'owner'))(returned.state)).toThrow('quality.lot.already-decided');
    const conceded = dispose('concession', person('hengda', 'owner'))(state);
    expect(conceded.state).toMatchObject({ accepted: '500', rejected: '0' });
    expect(conceded.events).toMatchObject([{ accepted: '20', rejected: '0' }]);
    expect(dispose('concession', person('hengda', 'owner'))(conceded.state).events).toEqual([]);
    expect(() => dispose('rework', person('hengda', 'owner'))(state)).toThrow('quality.lot.nothing-to-decide');
    const whole = accepted(presented(waitingLot('lot3', 'incoming', incoming))).state;
    expect(() => dispose('return', person('hengda', 'owner'))(whole)).toThrow('quality.lot.nothing-to-decide');
    const finished = accepted(presented(), 20).state;
    expect(() => dispose('scrap', person('hengda', 'owner'))(finished)).toThrow('quality.lot.nothing-to-decide');
  });

  it('needs no disposition when it was accepted, and no verdict of an attempt that is over', () => {
    const { state } = accepted(presented());
    expect(() => dispose('scrap', person('hengda', 'owner'))(state)).toThrow('quality.lot.nothing-to-decide');
    expect(() => notAccepted(state)).toThrow('quality.lot.not-presented');
  });
});
