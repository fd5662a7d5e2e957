import { create, logistics, orders } from '@tradeloom/contracts';
import {
  all,
  boss,
  customer,
  d0,
  day,
  kettles,
  productionManager,
  purchaseOrderChange,
  purchaser,
  Scene,
  sales,
  supervisor,
} from '../../test/scene.ts';

/** Keeps the change locked until two transactions wait for it: both have then looked at it as it was. */
const lockedUntilTwoWait = (changeId: string): string => `
  do $$ begin
    perform 1 from orders.change_requests where id = '${changeId}' for update;
    for attempt in 1..400 loop
      perform pg_stat_clear_snapshot();
      exit when 2 <= (select count(*) from pg_stat_activity
                       where datname = current_database() and wait_event_type = 'Lock');
      perform pg_sleep(0.01);
    end loop;
  end $$`;

describe('changes of a firm order', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await Scene.open();
  }, 60_000);
  afterAll(() => scene?.close());
  beforeEach(async () => {
    await scene.nextDay();
  });

  it('changes a firm order when both owners approve, neither of them the proposer', async () => {
    const { orderId } = await scene.firm('PO-CHANGE');
    const wanted = kettles(['1200', 49], ['1000', 70]);
    await scene.hears(purchaseOrderChange('PO-CHANGE', 'C-2', [{ ...wanted, action: 'change' }]));
    const proposed = await scene.stage.published(orders.ChangeProposedSchema, (e) => e.orderId === orderId);
    expect(proposed.schedules).toMatchObject([
      { quantity: '1000', date: day(70), quantityBefore: '800', dateBefore: day(77) },
    ]);
    const { changeId } = proposed;

    type Seen = { status: string; impact: Record<string, { code: string; facts: Record<string, string> }[]> };
    const forTrader = (await scene.stage.as(supervisor).get<Seen>(`/changes/${changeId}`)).body;
    expect(forTrader.impact['cover']?.[0]?.facts['newTotal']).toBe('41505.00');
    const forFactory = (await scene.stage.as(productionManager).get<Seen>(`/changes/${changeId}`)).body;
    expect(forFactory.impact).toMatchObject({
      cover: [],
      payment: [],
      suppliers: [{ code: 'production.change.suppliers' }],
    });
    const forCustomer = (await scene.stage.as(customer).get<Seen>(`/changes/${changeId}`)).body;
    expect(forCustomer.impact).toMatchObject({ cover: [], suppliers: [], payment: [{ code: 'finance.payment' }] });

    expect((await scene.stage.as(purchaser).post(`/changes/${changeId}/approval`)).status).toBe(422);
    expect((await scene.stage.as(customer).post(`/changes/${changeId}/approval`)).status).toBe(403);
    expect((await scene.stage.as(supervisor).post(`/changes/${changeId}/approval`)).status).toBe(204);
    expect(scene.holds).toEqual([]);
    expect((await scene.stage.as(productionManager).post(`/changes/${changeId}/approval`)).status).toBe(204);
    expect(scene.holds).toMatchObject([{ changeId, deliveries: [{ item: 'KT-18', quantity: { value: '1000' } }] }]);
    const changed = await scene.stage.published(orders.OrderChangedSchema, (e) => e.orderId === orderId);
    expect(changed).toMatchObject({ orderVersion: 2, exportLeg: { total: { amount: '41505.00' } } });
    const answer = await scene.stage.published(orders.ChangeAnsweredSchema, (e) => e.changeNumber === 'C-2');
    expect(answer.outcome).toBe('accepted');
    const { version, legs } = await scene.see(orderId);
    expect(version).toBe(2);
    expect(legs.map((leg) => leg.total.amount)).toEqual(['41505.00', '229400.00']);
  });

  it('counters a customer’s change, and asks for his consent to the owner’s own', async () => {
    const { orderId } = await scene.firm('PO-COUNTER');
    const earlier = kettles(['1200', 49], ['800', 60]);
    await scene.hears(purchaseOrderChange('PO-COUNTER', 'C-3', [{ ...earlier, action: 'reschedule' }]));
    const { changeId, schedules } = await scene.stage.published(
      orders.ChangeProposedSchema,
      (e) => e.orderId === orderId,
    );
    const [{ lineId, scheduleId }] = schedules as [orders.ProposedSchedule];
    const wish = {
      baseVersion: 1,
      reason: 'four days later',
      lines: [{ lineId, scheduleId, quantity: { value: '800', unit: 'PCE' }, date: day(64) }],
    };
    const counter = await scene.stage
      .as(supervisor)
      .post<{ id: string }>(`/changes/${changeId}/counter-proposal`, wish);
    expect(counter.status).toBe(201);
    const answer = await scene.stage.published(orders.ChangeAnsweredSchema, (e) => e.changeNumber === 'C-3');
    expect(answer).toMatchObject({
      outcome: 'changed',
      lines: [{ confirmations: [{ status: 'date-changed', date: day(64) }] }],
    });
    const approve = (by: typeof sales) => scene.stage.as(by).post(`/changes/${counter.body.id}/approval`);
    expect((await approve(supervisor)).status).toBe(422);
    expect((await approve(boss)).status).toBe(204);
    expect((await approve(productionManager)).status).toBe(204);
    expect((await approve(purchaser)).status).toBe(204);
    await scene.stage.published(orders.OrderChangedSchema, (e) => e.orderId === orderId);
    const stale = await scene.stage.as(sales).post(`/orders/${orderId}/changes`, wish);
    expect(stale.status).toBe(409);
  });

  it('takes two approvals at the same moment: the later one is the last, and is held for', async () => {
    const { orderId } = await scene.firm('PO-AT-ONCE');
    const wanted = kettles(['1200', 49], ['900', 77]);
    await scene.hears(purchaseOrderChange('PO-AT-ONCE', 'C-4', [{ ...wanted, action: 'change' }]));
    const { changeId } = await scene.stage.published(orders.ChangeProposedSchema, (e) => e.orderId === orderId);
    const approve = (by: typeof sales) => scene.stage.as(by).post(`/changes/${changeId}/approval`);
    const both = scene.stage.rows(lockedUntilTwoWait(changeId));
    const answers = await Promise.all([approve(supervisor), approve(productionManager)]);
    await both;
    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    await scene.stage.published(orders.OrderChangedSchema, (e) => e.orderId === orderId);
    expect(scene.holds.filter((hold) => hold.changeId === changeId).length).toBeGreaterThan(0);
  });

  it('asks the level of the new value of who binds the trading company', async () => {
    const { orderId } = await scene.firm('PO-GROWS');
    const wanted = kettles(['1200', 49], ['13000', 200]);
    await scene.hears(purchaseOrderChange('PO-GROWS', 'C-5', [{ ...wanted, action: 'change' }]));
    const { changeId } = await scene.stage.published(orders.ChangeProposedSchema, (e) => e.orderId === orderId);
    const approve = (by: typeof sales) => scene.stage.as(by).post(`/changes/${changeId}/approval`);
    const refused = await approve(supervisor);
    expect([refused.status, refused.body]).toMatchObject([422, { code: 'orders.authority.too-low' }]);
    expect((await approve(boss)).status).toBe(204);
  });

  it('refuses what has shipped while the change waited, and any change of an order that has shipped whole', async () => {
    const { orderId, lines } = await scene.firm('PO-SAILED');
    const parts = lines.flatMap(({ lineId, schedules }) =>
      schedules.map(({ scheduleId, quantity }) => ({ orderId, lineId, scheduleId, ...(quantity && { quantity }) })),
    );
    const ship = (shipped: typeof parts) =>
      scene.stage.publish(
        'logistics-documents',
        create(logistics.GoodsShippedSchema, { orderId, onBoardDate: d0, lines: shipped }),
        { parties: all },
      );
    const wanted = kettles(['1200', 49], ['800', 77], ['100', 90]);
    await scene.hears(purchaseOrderChange('PO-SAILED', 'C-6', [{ ...wanted, action: 'change' }]));
    const { changeId } = await scene.stage.published(orders.ChangeProposedSchema, (e) => e.orderId === orderId);
    const approve = (by: typeof sales) => scene.stage.as(by).post(`/changes/${changeId}/approval`);
    expect((await approve(supervisor)).status).toBe(204);
    await ship(parts);
    await scene.becomes(orderId, 'shipped');
    const refused = await approve(productionManager);
    expect([refused.status, refused.body]).toMatchObject([422, { code: 'orders.change.already-shipped' }]);
    await scene.hears(purchaseOrderChange('PO-SAILED', 'C-7', [{ ...wanted, action: 'change' }]));
    const refusal = await scene.stage.published(orders.DocumentRefusedSchema, (e) => e.documentNumber === 'C-7');
    expect(refusal.findings[0]?.code).toBe('orders.change.already-shipped');
    expect((await scene.see(orderId)).version).toBe(1);
  });

  it('is not bound to a value that the customer’s credit does not cover', async () => {
    const { orderId } = await scene.firm('PO-BEYOND');
    const wanted = kettles(['1200', 49], ['60000', 200]);
    await scene.hears(purchaseOrderChange('PO-BEYOND', 'C-6', [{ ...wanted, action: 'change' }]));
    const { changeId } = await scene.stage.published(orders.ChangeProposedSchema, (e) => e.orderId === orderId);
    const approve = (by: typeof sales) => scene.stage.as(by).post(`/changes/${changeId}/approval`);
    const refused = await approve(boss);
    expect([refused.status, refused.body]).toMatchObject([422, { code: 'orders.change.not-covered' }]);
    expect((await approve(productionManager)).status).toBe(204);
  });
});
