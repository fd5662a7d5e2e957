import { decimal } from '@tradeloom/kernel';
import fc from 'fast-check';
import { materialBalance } from './material-balance.rules.ts';
import { countersign, moveMaterial } from './material-movement.rules.ts';

const move = (kind: 'issue' | 'return', lot: string, quantity: string, countersignedBy: string | null = 'wu.bin') => ({
  kind,
  item: 'M',
  lot,
  quantity,
  unit: 'KGM',
  countersignedBy,
});
const use = (delivered: string, scrapped = '0', perPiece = '1') => ({
  delivered,
  scrapped,
  materials: [{ item: 'M', description: 'M', perPiece: { value: perPiece, unit: 'KGM' } }],
});

describe('material at a supplier', () => {
  it('is consumed by the bill: need 10, transferred 20, received 10, 10 remain', () =>
    expect(materialBalance([move('issue', 'A', '20')], [use('10')])).toEqual([
      { item: 'M', lot: 'A', unit: 'KGM', issued: '20', consumed: '10', scrap: '0', returned: '0', atSupplier: '10' },
    ]));
  it('is consumed by rejected goods too: 200 issued, 100 accepted and 100 rejected, nothing remains', () =>
    expect(materialBalance([move('issue', 'A', '200')], [use('200')])[0]).toMatchObject({
      consumed: '200',
      atSupplier: '0',
    }));
  it('is used lot by lot in the order in which the lots came', () =>
    expect(
      materialBalance([move('issue', 'B', '500'), move('issue', 'A', '400')], [use('2000', '10', '0.42')]),
    ).toMatchObject([
      { lot: 'B', consumed: '500', scrap: '0', atSupplier: '0' },
      { lot: 'A', consumed: '340', scrap: '4.2', atSupplier: '55.8' },
    ]));
  it('is shared by the lines that need it', () =>
    expect(
      materialBalance([move('issue', 'A', '900')], [use('2000', '0', '0.42'), use('500', '0', '0.08')])[0],
    ).toMatchObject({
      consumed: '880',
      atSupplier: '20',
    }));
  it('does not count what only one side signed', () =>
    expect(materialBalance([move('issue', 'A', '20', null)], [use('10')])).toEqual([]));
  it('shows openly when more was used than issued', () =>
    expect(materialBalance([move('issue', 'A', '8')], [use('10')])[0]?.atSupplier).toBe('-2'));

  it('balances in every lot, whatever moved', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            lot: fc.constantFrom('A', 'B', 'C'),
            kind: fc.constantFrom('issue' as const, 'return' as const),
            q: fc.nat(500),
          }),
        ),
        fc.array(
          fc.record({ delivered: fc.nat(300), scrapped: fc.nat(20), per: fc.constantFrom('1', '0.42', '0.08') }),
        ),
        (moves, uses) => {
          const balances = materialBalance(
            moves.map((m) => move(m.kind, m.lot, String(m.q))),
            uses.map((u) => use(String(u.delivered), String(u.scrapped), u.per)),
          );
          for (const b of balances) {
            const parts = decimal(b.consumed).plus(b.scrap).plus(b.returned).plus(b.atSupplier);
            expect(parts.eq(b.issued)).toBe(true);
          }
          if (balances.length === 0) return;
          const consumed = balances.reduce((s, b) => s.plus(b.consumed), decimal(0));
          expect(consumed.eq(uses.reduce((s, u) => s.plus(decimal(u.per).times(u.delivered)), decimal(0)))).toBe(true);
        },
      ),
      { seed: 20261122, verbose: true },
    ));
});

describe('a material issue', () => {
  const issue = {
    id: 'issue-1',
    kind: 'issue' as const,
    outsourcingOrderId: 'oo-1',
    orderId: 'order-1',
    factory: 'hengda',
    supplier: 'jingsu',
    item: 'PP-GRANULE',
    lot: 'PP-2411',
    quantity: '880',
    unit: 'KGM',
    owner: 'hengda',
    location: 'jingsu/line-side',
    document: 'FL-1',
    corrects: null,
    reason: null,
    signedBy: 'liu.fang',
    signedOn: '2026-12-12',
  };
  const provided = [{ item: 'PP-GRANULE', unit: 'KGM' }];
  const issued = moveMaterial(issue, provided).state;

  it('is countersigned by the supplier, once', () => {
    const sign = countersign({ login: 'wu.bin', organisation: 'jingsu' }, '2026-12-13');
    const { state, events } = sign(issued);
    expect(state).toMatchObject({ countersignedBy: 'wu.bin', countersignedOn: '2026-12-13' });
    expect(events).toHaveLength(1);
    expect(sign(state)).toEqual({ state, events: [] });
  });
  it('cannot be countersigned by the side that issued it', () =>
    expect(() => countersign({ login: 'gao.jun', organisation: 'hengda' }, '2026-12-13')(issued)).toThrow(
      'production.material.wrong-side',
    ));
  it('of material that the bill does not name is refused', () =>
    expect(() => moveMaterial({ ...issue, item: 'STEEL-STRIP' }, provided)).toThrow(
      'production.material.not-provided',
    ));
  it('in another unit than the bill is refused', () =>
    expect(() => moveMaterial({ ...issue, unit: 'TNE' }, provided)).toThrow('production.material.unit'));
  it('is negative only as a correction with its reason', () => {
    expect(() => moveMaterial({ ...issue, quantity: '-5' }, provided)).toThrow('production.material.sign');
    expect(
      moveMaterial({ ...issue, quantity: '-5', corrects: 'issue-1', reason: 'weighed again' }, provided).state.quantity,
    ).toBe('-5');
  });
});
