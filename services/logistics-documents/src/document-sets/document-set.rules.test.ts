import { booking, contentFor, loadedShipment, stateOf, withDraft } from '../../test/scene.ts';
import { bookShipment } from '../shipments/book-shipment.rules.ts';
import { goOnBoard } from '../shipments/goods-shipped.rules.ts';
import { countSetVersion, keepApproval, type Shipment } from '../shipments/shipment.rules.ts';
import { checkAgain, type DocumentSet, makeDocumentSet, supersede } from './document-set.rules.ts';
import { type Reviewing, reviewDocumentSet } from './review.rules.ts';

const at = new Date('2027-02-01T02:00:00Z');
const refused = (code: string) => expect.objectContaining({ code });

const made = (shipment: Shipment): DocumentSet =>
  stateOf(
    makeDocumentSet(
      { id: 'set-1', setVersion: 1, maker: 'xu.jia', at, content: contentFor(shipment), documents: [] },
      shipment,
    ),
  );

const review = (said: Partial<Reviewing>) =>
  reviewDocumentSet({
    level: 'first',
    verdict: 'approved',
    findings: [],
    login: 'he.ping',
    role: 'document-reviewer',
    at,
    ...said,
  });
const final: Partial<Reviewing> = { level: 'final', login: 'luo.dan', role: 'final-reviewer' };

const right = () => withDraft(loadedShipment());
const wrong = () => withDraft(loadedShipment(), { packages: 183, grossKg: '2499.70' });

describe('a document set', () => {
  it('is checked when it is made, and belongs to the trader until it is approved', () => {
    const set = made(right());
    expect(set).toMatchObject({ status: 'made', findings: [], draftRevision: 1, parties: ['eastbridge'] });
  });

  it('waits for the bill of lading', () => {
    expect(made(loadedShipment()).findings.map((f) => f.check)).toEqual(['DC28']);
  });

  it('is approved by a first and a final reviewer, and then open to the customer', () => {
    const approved = stateOf(review(final)(stateOf(review({})(made(right())))));
    expect(approved).toMatchObject({ status: 'approved', parties: ['eastbridge', 'harbor-pine'] });
    expect(approved.reviews.map((r) => r.by)).toEqual(['he.ping', 'luo.dan']);
  });

  it('cannot be approved while the cross-check has errors', () => {
    expect(() => review({})(made(wrong()))).toThrow(refused('logistics.document-set.cross-check-errors'));
  });

  it('passes once the forwarder corrected his draft', () => {
    const checked = checkAgain(withDraft(wrong()));
    const { state, events } = checked(made(wrong()));
    expect(events).toMatchObject([{ errors: 0, orderId: 'order-1' }]);
    expect(stateOf(review({})(state)).status).toBe('first-approved');
  });

  it('says nothing when a second look finds nothing new', () => {
    expect(checkAgain(wrong())(made(wrong())).events).toEqual([]);
  });

  it.each([
    ['its maker', { login: 'xu.jia', role: 'owner' }, 'logistics.document-set.same-person'],
    ['a clerk', { login: 'somebody', role: 'document-clerk' }, 'logistics.document-set.not-reviewer'],
  ])('is not reviewed by %s', (_, who, code) => {
    expect(() => review(who)(made(right()))).toThrow(refused(code));
  });

  it('is not reviewed twice by the same person', () => {
    const once = stateOf(review({ login: 'wang.lei', role: 'owner' })(made(right())));
    expect(() => review({ ...final, login: 'wang.lei', role: 'owner' })(once)).toThrow(
      refused('logistics.document-set.same-person'),
    );
  });

  it('has no final review before the first', () => {
    expect(() => review(final)(made(right()))).toThrow(refused('logistics.document-set.not-now'));
  });

  it('is returned with findings, and then only a new version goes on', () => {
    const returning: Partial<Reviewing> = { verdict: 'returned' };
    expect(() => review(returning)(made(right()))).toThrow(refused('logistics.document-set.no-reason'));
    const returned = stateOf(review({ ...returning, findings: ['marks are unreadable'] })(made(right())));
    expect(returned.status).toBe('returned');
    expect(() => review({})(returned)).toThrow(refused('logistics.document-set.not-now'));
  });

  it('has no further review once superseded', () => {
    expect(() => review({})(stateOf(supersede(made(right()))))).toThrow(refused('logistics.document-set.not-now'));
  });

  it('tells the factory of its progress, of amounts only the trader', () => {
    const { events } = makeDocumentSet(
      { id: 'set-1', setVersion: 1, maker: 'xu.jia', at, content: contentFor(right()), documents: [] },
      right(),
    );
    expect(events).toMatchObject([
      { parties: ['eastbridge', 'hengda'] },
      { $typeName: 'tradeloom.logistics_documents.v1.DocumentsCrossChecked' },
    ]);
  });
});

describe('going on board', () => {
  const approved = (): Shipment =>
    stateOf(
      keepApproval({ documentSetId: 'set-1', setVersion: 1, draftRevision: 1 })(stateOf(countSetVersion(right()))),
    );
  const { invoice } = contentFor(right());

  it('tells shipped value, lines and transport to customer, trader and factory', () => {
    const { state, events } = goOnBoard('2027-02-05', invoice, '2027-02-05')(approved());
    expect(state).toMatchObject({ status: 'on-board', onBoardOn: '2027-02-05' });
    expect(events).toMatchObject([
      {
        parties: ['harbor-pine', 'eastbridge', 'hengda'],
        event: {
          orderId: 'order-1',
          customerOrder: 'PO-4711',
          billOfLading: 'SNLNGB2701234',
          container: 'MSKU9070323',
          seal: 'CN8841207',
          cartons: 184,
          grossKg: '2512.80',
          leftAt: '2027-02-03T09:30:00.000Z',
          invoiceNumber: 'CI-SH-00001',
          total: { amount: '26655.00', currency: 'USD' },
          lines: [
            { customerLine: '1', buyerItem: 'HP-20018', unitPrice: '14.85', amount: '17820.00', cartons: 100 },
            { customerLine: '2', buyerItem: 'HP-30004', unitPrice: '17.67', amount: '8835.00', cartons: 84 },
          ],
        },
      },
    ]);
  });

  it('does not say when the goods left where that is not known of every container', () => {
    const earlier = approved();
    const containers = earlier.containers.map(({ loadedAt: _, ...container }) => container);
    const { events } = goOnBoard('2027-02-05', invoice, '2027-02-05')({ ...earlier, containers });
    expect(events).toMatchObject([{ event: { leftAt: '' } }]);
  });

  it('needs the final approval', () => {
    expect(() => goOnBoard('2027-02-05', invoice, '2027-02-05')(right())).toThrow(
      refused('logistics.shipment.documents-not-approved'),
    );
  });

  it('needs an approval of the present draft and version', () => {
    for (const stale of [withDraft(approved()), stateOf(countSetVersion(approved()))]) {
      expect(() => goOnBoard('2027-02-05', invoice, '2027-02-05')(stale)).toThrow(
        refused('logistics.shipment.documents-not-approved'),
      );
    }
  });

  it('needs new papers after a roll-over to another vessel, not after a booking that says the same', () => {
    const board = goOnBoard('2027-02-05', invoice, '2027-02-05');
    const rolledOver = stateOf(bookShipment({ ...booking, vessel: 'EVER GLORY' })(approved()));
    expect(() => board(rolledOver)).toThrow(refused('logistics.shipment.documents-not-approved'));
    const saidAgain = stateOf(bookShipment({ ...booking, closing: '2027-02-04' })(approved()));
    expect(stateOf(board(saidAgain)).status).toBe('on-board');
  });

  it('happens neither in the future nor before the invoice', () => {
    for (const day of ['2027-02-06', '2027-01-31']) {
      expect(() => goOnBoard(day, invoice, '2027-02-05')(approved())).toThrow(
        refused('logistics.shipment.on-board-date'),
      );
    }
  });

  it('is said twice and true once', () => {
    const once = stateOf(goOnBoard('2027-02-05', invoice, '2027-02-05')(approved()));
    expect(goOnBoard('2027-02-05', invoice, '2027-02-05')(once).events).toEqual([]);
  });
});
