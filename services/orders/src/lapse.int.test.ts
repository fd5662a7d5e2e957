import { orders } from '@tradeloom/contracts';
import { day, kettles, purchaseOrderChange, Scene, toasters } from '../test/scene.ts';

describe('what waits too long', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    await scene.nextDay();
  }, 60_000);
  afterAll(() => scene?.close());

  const offer = async (customerOrder: string): Promise<string> => {
    const received = await scene.place(customerOrder, [toasters]);
    await scene.promise(received, [49]);
    await scene.checkCredit(received.orderId, 'ok');
    const { lapsesAfter } = await scene.becomes(received.orderId, 'offered');
    expect(lapsesAfter).toBe(day(7));
    return received.orderId;
  };

  it('ends when its days have passed: offers lapse, changes are closed; what was answered in time stands', async () => {
    const [silent, answered] = [await offer('PO-SILENT'), await offer('PO-ANSWERED')];
    const received = await scene.place('PO-UNDECIDED', [kettles(['600', 49], ['400', 77])]);
    const { orderId } = received;
    await scene.promise(received, [31, 39]);
    await scene.checkCredit(orderId, 'ok');
    await scene.becomes(orderId, 'firm');
    const wanted = kettles(['600', 49], ['500', 70]);
    await scene.hears(purchaseOrderChange('PO-UNDECIDED', 'C-2', [{ ...wanted, action: 'change' }]));
    const change = await scene.stage.published(orders.ChangeProposedSchema, (e) => e.orderId === orderId);
    await scene.stage.today(day(7));
    await scene.hears({ ...purchaseOrderChange('PO-ANSWERED', 'C-3', []), purpose: 'confirmation' });
    await scene.becomes(answered, 'firm');

    await scene.stage.today(day(8));
    const closed = await scene.stage.published(orders.OrderClosedSchema, (e) => e.orderId === silent);
    expect(closed.outcome).toBe('expired');
    const said = await scene.stage.published(
      orders.OrderAnsweredSchema,
      (e) => e.orderId === silent && e.outcome === 'rejected',
    );
    expect(said.lines[0]?.confirmations[0]?.reason).toBe(`The counter-offer was open until ${day(7)}`);
    const ended = await scene.stage.published(orders.ChangeClosedSchema, (e) => e.changeId === change.changeId);
    expect(ended).toMatchObject({ outcome: 'expired', reason: `Not decided by ${day(7)}` });
    const told = await scene.stage.published(orders.ChangeAnsweredSchema, (e) => e.changeNumber === 'C-2');
    expect(told.outcome).toBe('rejected');
    await scene.becomes(answered, 'firm');

    await scene.hears({ ...purchaseOrderChange('PO-SILENT', 'C-4', []), purpose: 'confirmation' });
    const refused = await scene.stage.published(orders.DocumentRefusedSchema, (e) => e.documentNumber === 'C-4');
    expect(refused.findings[0]?.code).toBe('orders.change.order-closed');
    expect(scene.stage.soFar(orders.OrderClosedSchema)).toHaveLength(1);
  });

  it('is said before: an order that is held reminds its owners once', async () => {
    const received = await scene.place('PO-HELD');
    await scene.promise(received, [31, 39, 20]);
    await scene.checkCredit(received.orderId, 'hold');
    await scene.becomes(received.orderId, 'held');
    await scene.stage.today(day(10));
    const reminded = await scene.stage.published(orders.OrderLeftWaitingSchema, (e) => e.orderId === received.orderId);
    expect(reminded).toMatchObject({ since: day(8), waitingFor: ['credit-hold'], lapsesAfter: day(22) });
    await scene.stage.today(day(12));
    await scene.checkCredit(received.orderId, 'ok');
    await scene.becomes(received.orderId, 'firm');
    expect(scene.stage.soFar(orders.OrderLeftWaitingSchema)).toHaveLength(1);
    const { lapsesAfter } = await scene.see(received.orderId);
    expect(lapsesAfter).toBeNull();
  });
});
