import fc from 'fast-check';
import {
  booking,
  carefulDraft,
  cartons,
  items,
  loadedShipment,
  loading,
  lots,
  openedShipment,
  order,
  packed,
  readyShipment,
  stateOf,
  terms,
  usualCartons,
} from '../../test/scene.ts';
import { planParts } from '../orders/order.rules.ts';
import { bookShipment } from './book-shipment.rules.ts';
import { loadContainer, loadedPartsOf } from './loading.rules.ts';
import { openShipment } from './open-shipment.rules.ts';
import { releaseOriginals, settleStage } from './originals.rules.ts';
import { packShipment } from './packing.rules.ts';
import { draftBillOfLading, receiveOriginals, sendCopy } from './record-bill-of-lading.rules.ts';
import { countSetVersion, type Shipment } from './shipment.rules.ts';

const refused = (code: string) => expect.objectContaining({ code });
const pieces = (value: string) => ({ value, unit: 'PCE' });
const pack = (ranges = usualCartons) =>
  packShipment({ cartons: ranges, woodPacking: 'none', ippcMark: null }, items, '2027-01-29');

describe('planning parts of an order', () => {
  const part = (value: string, scheduleId = 's-1') => ({ lineId: 'line-1', scheduleId, quantity: pieces(value) });

  it('lets a schedule ship in parts', () => {
    const once = stateOf(planParts([part('700')])(order));
    const twice = stateOf(planParts([part('500')])(once));
    expect(twice.lines[0]?.schedules[0]?.planned).toBe('1200');
  });

  it('allows the over-delivery of the line and not a piece more', () => {
    expect(stateOf(planParts([part('1260')])(order)).lines[0]?.schedules[0]?.planned).toBe('1260');
    expect(() => planParts([part('1261')])(order)).toThrow(refused('logistics.shipment.more-than-ordered'));
  });

  it('refuses a schedule the order does not have', () => {
    expect(() => planParts([part('1', 's-9')])(order)).toThrow(refused('logistics.shipment.unknown-schedule'));
  });

  it('refuses another unit and a quantity of nothing', () => {
    const inKilograms = { ...part('10'), quantity: { value: '10', unit: 'KGM' } };
    expect(() => planParts([inKilograms])(order)).toThrow(refused('logistics.shipment.bad-quantity'));
    expect(() => planParts([part('0')])(order)).toThrow(refused('logistics.shipment.bad-quantity'));
  });

  it('never plans more than ordered and its tolerance, however the parts are cut', () => {
    const value = fc.integer({ min: 1, max: 700 });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), (values) => {
        let kept = order;
        for (const v of values) {
          try {
            kept = stateOf(planParts([part(String(v))])(kept));
          } catch (error) {
            expect(error).toEqual(refused('logistics.shipment.more-than-ordered'));
          }
        }
        expect(Number(kept.lines[0]?.schedules[0]?.planned)).toBeLessThanOrEqual(1260);
      }),
      { seed: 41, numRuns: 200 },
    );
  });
});

describe('opening a shipment', () => {
  const opening = {
    id: 'x',
    number: 'SH-2',
    mode: 'sea-fcl' as const,
    forwarder: null,
    instruction: openedShipment().instruction,
    parts: [{ orderId: order.id, lineId: 'line-1', scheduleId: 's-1', quantity: pieces('100') }],
  };

  it('is seen by trader, factory, customer and forwarder', () => {
    expect(openedShipment().parties).toEqual(['eastbridge', 'hengda', 'harbor-pine', 'sinolink']);
  });

  it('tells each of its orders, without a price', () => {
    const other = { ...order, id: 'order-2', number: 'EB-1002' };
    const parts = [...opening.parts, { ...opening.parts[0]!, orderId: other.id }];
    const { events } = openShipment({ ...opening, parts }, [order, other]);
    expect(events).toMatchObject([
      { orderId: 'order-1', lines: [{ lineId: 'line-1', unitPrice: '' }] },
      { orderId: 'order-2', lines: [{ lineId: 'line-1', amount: '' }] },
    ]);
  });

  it('is refused for orders of different customers', () => {
    const foreign = { ...order, id: 'order-2', customer: 'somebody-else' };
    expect(() => openShipment(opening, [order, foreign])).toThrow(refused('logistics.shipment.different-parties'));
  });

  it('is refused when a schedule appears twice', () => {
    const parts = [...opening.parts, ...opening.parts];
    expect(() => openShipment({ ...opening, parts }, [order])).toThrow(refused('logistics.shipment.schedule-twice'));
  });
});

describe('packing', () => {
  it('sums cartons, weights and volume', () => {
    // 100 x 14.20 + 83 x 13.10 + one carton of two: 2 x 1.90 + 1.70 tare
    expect(packed(openedShipment()).packing).toMatchObject({
      packages: 184,
      netKg: '2210.00',
      grossKg: '2512.80',
      volumeM3: '10.624',
    });
  });

  it('keeps what the cartons hold as the quantity that ships', () => {
    expect(packed(openedShipment()).lines.map((l) => l.packed?.value)).toEqual(['1200', '500']);
  });

  it('accepts a quantity inside the tolerance of the line', () => {
    const short = [cartons({ lineId: 'line-1', from: 1, to: 95 }), cartons({ lineId: 'line-2', from: 96, to: 178 })];
    const exact = [...short, cartons({ lineId: 'line-2', from: 179, to: 179, quantityPerCarton: '2' })];
    expect(packed(openedShipment(), exact).lines[0]?.packed?.value).toBe('1140');
  });

  // ASVS V2.2.3
  it('is refused outside the tolerance of the line', () => {
    const short = usualCartons.slice(0, 2);
    expect(() => pack(short)(openedShipment())).toThrow(refused('logistics.packing.quantity'));
  });

  it.each([
    ['a gap', [cartons({ lineId: 'line-1', from: 2, to: 101 })]],
    ['an overlap', [usualCartons[0]!, cartons({ lineId: 'line-2', from: 100, to: 182 })]],
  ])('is refused with %s in the carton numbers', (_, ranges) => {
    expect(() => pack(ranges)(openedShipment())).toThrow(refused('logistics.packing.carton-numbers'));
  });

  it('is refused when a carton weighs no more than its contents', () => {
    const light = [{ ...usualCartons[0]!, grossKg: '12.60' }, ...usualCartons.slice(1)];
    expect(() => pack(light)(openedShipment())).toThrow(refused('logistics.packing.weights'));
  });

  it('needs the schedule when a line ships two of them', () => {
    const parts = ['s-1', 's-2'].map((scheduleId) => ({
      orderId: order.id,
      lineId: 'line-1',
      scheduleId,
      quantity: pieces('12'),
    }));
    const { mode, forwarder, instruction } = openedShipment();
    const both = stateOf(openShipment({ id: 'x', number: 'SH-2', mode, forwarder, instruction, parts }, [order]));
    const one = (from: number, scheduleId: string | null) => cartons({ lineId: 'line-1', from, to: from, scheduleId });
    expect(() => pack([one(1, null), one(2, null)])(both)).toThrow(refused('logistics.packing.unclear-line'));
    expect(stateOf(pack([one(1, 's-1'), one(2, 's-2')])(both)).packing?.packages).toBe(2);
  });
});

describe('booking', () => {
  it('makes a packed shipment ready, in either order', () => {
    expect(readyShipment().status).toBe('ready');
    expect(packed(stateOf(bookShipment(booking)(openedShipment()))).status).toBe('ready');
  });

  it('may roll over to a later vessel until the goods sail', () => {
    const later = { ...booking, vessel: 'EVER GLORY', etd: '2027-02-12', closing: '2027-02-10', eta: '2027-03-01' };
    expect(stateOf(bookShipment(later)(loadedShipment())).booking?.vessel).toBe('EVER GLORY');
  });

  it('is refused when the dates do not follow each other', () => {
    const early = { ...booking, etd: '2027-02-01' };
    expect(() => bookShipment(early)(openedShipment())).toThrow(refused('logistics.booking.dates'));
  });

  it('is refused for a port that is no UN/LOCODE', () => {
    const port = { locode: 'NINGBO', name: 'Ningbo' };
    expect(() => bookShipment({ ...booking, portOfLoading: port })(openedShipment())).toThrow(
      refused('logistics.booking.bad-port'),
    );
  });
});

describe('loading', () => {
  it('is refused until every line passed its final inspection', () => {
    const onlyKettles = lots.slice(0, 1);
    expect(() => loadContainer(loading, onlyKettles, [])(readyShipment())).toThrow(
      refused('logistics.loading.lot-not-released'),
    );
  });

  it('does not load the same released pieces twice', () => {
    const earlier = loadedPartsOf([loadedShipment()]);
    expect(() => loadContainer(loading, lots, earlier)(readyShipment())).toThrow(
      refused('logistics.loading.lot-not-released'),
    );
  });

  it('fills one container after the other', () => {
    const first = stateOf(loadContainer({ ...loading, cartonTo: 100 }, lots, [])(readyShipment()));
    expect(first.status).toBe('ready');
    const rest = { ...loading, container: 'CSQU3054383', seal: 'CN8841208' };
    const second = stateOf(loadContainer(rest, lots, [])(first));
    expect(second.status).toBe('loaded');
    expect(second.containers.map((c) => [c.cartonFrom, c.cartonTo])).toEqual([
      [1, 100],
      [101, 184],
    ]);
  });

  // ASVS V2.3.1
  it('is refused before the shipment is packed and booked', () => {
    expect(() => loadContainer(loading, lots, [])(openedShipment())).toThrow(refused('logistics.shipment.not-now'));
  });
});

describe('the originals', () => {
  const onBoard = (): Shipment => ({
    ...stateOf(draftBillOfLading(carefulDraft(loadedShipment()), '2027-02-02', () => [])(loadedShipment())),
    status: 'on-board',
    onBoardOn: '2027-02-05',
  });
  const release = releaseOriginals('telex-release', '2027-02-20', [terms]);

  it('are locked while the payment against the copy is open', () => {
    const copied = stateOf(sendCopy('2027-02-06')(onBoard()));
    expect(() => release(copied)).toThrow(
      expect.objectContaining({ code: 'logistics.originals.locked', kind: 'conflict' }),
    );
  });

  it('are not unlocked by another stage', () => {
    const settled = stateOf(settleStage(order.id, 'deposit')(onBoard()));
    expect(() => release(settled)).toThrow(refused('logistics.originals.locked'));
  });

  it('are released once that stage is settled, and only once', () => {
    const paid = stateOf(settleStage(order.id, 'bl-copy')(stateOf(sendCopy('2027-02-06')(onBoard()))));
    const { state, events } = release(paid);
    expect(state.release).toEqual({ form: 'telex-release', releasedOn: '2027-02-20' });
    expect(events).toMatchObject([{ billOfLading: 'SNLNGB2701234', form: 'telex-release' }]);
    expect(release(state).events).toEqual([]);
  });

  it('are free when the terms know no payment against the copy', () => {
    const prepaid = { ...terms, paymentTerms: terms.paymentTerms.slice(0, 1) };
    expect(stateOf(releaseOriginals('courier', '2027-02-20', [prepaid])(onBoard())).status).toBe('released');
  });

  it('are received only once the goods are on board', () => {
    expect(() => receiveOriginals(3, '2027-02-06')(loadedShipment())).toThrow(refused('logistics.originals.not-now'));
    expect(stateOf(receiveOriginals(3, '2027-02-06')(onBoard())).originals?.count).toBe(3);
  });
});

describe('a draft of the bill of lading', () => {
  it('is refused once the documents are approved', () => {
    const approved = { documentSetId: 'd', setVersion: 1, draftRevision: 1 };
    const shipment = { ...loadedShipment(), approved };
    expect(() => draftBillOfLading(carefulDraft(shipment), '2027-02-02', () => [])(shipment)).toThrow(
      refused('logistics.bill-of-lading.documents-approved'),
    );
  });

  it('may come again after a new version of the set was begun', () => {
    const approved = { documentSetId: 'd', setVersion: 1, draftRevision: 1 };
    const begun = stateOf(countSetVersion({ ...loadedShipment(), setVersions: 1, approved }));
    expect(begun).toMatchObject({ setVersions: 2, approved: null });
  });
});
