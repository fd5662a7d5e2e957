import { create, logistics, orders } from '@tradeloom/contracts';
import {
  all,
  buyerAndSeller,
  customer,
  d0,
  day,
  kettles,
  type OrderView,
  type Person,
  productionManager,
  purchaseOrder,
  purchaseOrderChange,
  Scene,
  sales,
  stranger,
  supervisor,
  toasters,
} from '../test/scene.ts';

describe('orders', () => {
  let scene: Scene;
  let today = '';

  beforeAll(async () => {
    scene = await Scene.open();
  }, 60_000);
  afterAll(() => scene?.close());
  beforeEach(async () => {
    today = await scene.nextDay();
  });

  it('answers an 850 with a counter-offer, and is firm when the 860 accepts it', async () => {
    const received = await scene.place('PO-1');
    expect(received).toMatchObject({ factory: 'hengda', destinationCountry: 'US' });
    expect(received.number).toMatch(/^TL-2026-\d{6}$/);
    const { orderId } = received;
    const audited = await scene.promise(received, [31, 39, 49]);
    expect(audited).toMatchObject({ authority: 'sales', confirmationsRequired: [] });
    expect(audited.exportLeg?.total?.amount).toBe('38535.00');
    await scene.checkCredit(orderId, 'ok');
    const answer = await scene.stage.published(orders.OrderAnsweredSchema, (e) => e.orderId === orderId);
    expect(answer.outcome).toBe('changed');
    expect(answer.lines.map((line) => line.confirmations.map((c) => [c.status, c.quantity, c.date]))).toEqual([
      [
        ['accepted', '1200', day(49)],
        ['accepted', '800', day(77)],
      ],
      [['date-changed', '500', day(57)]],
    ]);
    expect(scene.stage.soFar(orders.OrderConfirmedSchema).some((e) => e.orderId === orderId)).toBe(false);

    const accepted = purchaseOrderChange('PO-1', 'C-1', [
      { line: '2', schedules: [{ quantity: '500', unit: 'PCE', date: day(57) }] },
    ]);
    await scene.hears(accepted);
    const confirmed = await scene.stage.published(orders.OrderConfirmedSchema, (e) => e.orderId === orderId);
    expect(confirmed).toMatchObject({ orderVersion: 1, confirmedOn: today });
    const changeAnswer = await scene.stage.published(orders.ChangeAnsweredSchema, (e) => e.orderId === orderId);
    expect(changeAnswer).toMatchObject({ outcome: 'accepted', changeNumber: 'C-1' });
    expect((await scene.see(orderId)).lines[1]?.schedules[0]).toMatchObject({
      requested: day(42),
      promisedOriginal: day(57),
      promisedCurrent: day(57),
    });
  });

  it('keeps an acceptance that comes while cover is gone, and is firm once with the cover that comes back', async () => {
    const received = await scene.place('PO-HELD-OFFER');
    const { orderId } = received;
    await scene.promise(received, [31, 39, 49]);
    await scene.checkCredit(orderId, 'ok');
    const { lapsesAfter } = await scene.becomes(orderId, 'offered');
    await scene.checkCredit(orderId, 'hold');
    expect((await scene.becomes(orderId, 'held')).lapsesAfter).toBe(lapsesAfter);
    const word = { ...purchaseOrderChange('PO-HELD-OFFER', 'C-20', []), purpose: 'confirmation' };
    await scene.hears(word);
    await scene.hears(word);
    await scene.hears({ ...word, changeNumber: 'C-21' });
    await scene.hears({ ...purchaseOrderChange('PO-HELD-OFFER', 'C-22', [{ line: '9' }]) });
    await scene.stage.published(orders.ChangeAnsweredSchema, (e) => e.changeNumber === 'C-22');
    await scene.checkCredit(orderId, 'ok');
    await scene.becomes(orderId, 'firm');
    await scene.stage.published(orders.OrderConfirmedSchema, (e) => e.orderId === orderId);
    const answers = scene.stage.soFar(orders.ChangeAnsweredSchema).filter((e) => e.orderId === orderId);
    expect(answers.map(({ changeNumber, outcome }) => `${changeNumber} ${outcome}`)).toEqual([
      'C-22 rejected',
      'C-20 accepted',
      'C-21 accepted',
    ]);
    expect(scene.stage.soFar(orders.OrderConfirmedSchema).filter((e) => e.orderId === orderId)).toHaveLength(1);
  });

  it('lets a customer without EDI accept the offer, once, or take his order back', async () => {
    const offer = async (number: string): Promise<string> => {
      const received = await scene.place(number, [toasters]);
      await scene.promise(received, [49]);
      await scene.checkCredit(received.orderId, 'ok');
      await scene.becomes(received.orderId, 'offered');
      return received.orderId;
    };
    const [accepted, cancelled] = [await offer('PO-BY-HAND'), await offer('PO-BACK')];
    const say = (by: Person, orderId: string, what: string, number: string) =>
      scene.stage.as(by).post<{ code: string }>(`/orders/${orderId}/${what}`, { number });
    expect((await say(sales, accepted, 'acceptance', 'A-1')).status).toBe(403);
    expect((await say(customer, accepted, 'acceptance', 'A-1')).status).toBe(204);
    expect((await say(customer, accepted, 'acceptance', 'A-1')).status).toBe(204);
    expect((await say(customer, accepted, 'acceptance', 'A-2')).status).toBe(204);
    const confirmed = await scene.stage.published(orders.OrderConfirmedSchema, (e) => e.orderId === accepted);
    expect([confirmed.exportLeg?.total?.amount, confirmed.purchaseLeg?.currency]).toEqual(['8835.00', 'CNY']);
    const tooLate = await say(customer, accepted, 'cancellation', 'A-3');
    expect([tooLate.status, tooLate.body.code]).toEqual([422, 'orders.change.firm-cancellation']);
    expect((await say(customer, cancelled, 'cancellation', 'B-1')).status).toBe(204);
    expect((await scene.see(cancelled)).status).toBe('cancelled');
    const over = await say(customer, cancelled, 'acceptance', 'B-2');
    expect([over.status, over.body.code]).toEqual([422, 'orders.change.order-closed']);
    expect(scene.stage.soFar(orders.OrderConfirmedSchema).filter((e) => e.orderId === accepted)).toHaveLength(1);
    const received = await scene.place('PO-EARLY', [toasters]);
    const early = await say(customer, received.orderId, 'acceptance', 'C-1');
    expect([early.status, early.body.code]).toEqual([422, 'orders.change.not-answered-yet']);
  });

  it('shows each party its own contract only, and a stranger nothing', async () => {
    const received = await scene.place('PO-LEGS');
    const kinds = async (reader: Person) => (await scene.see(received.orderId, reader)).legs.map((leg) => leg.kind);
    expect(await kinds(customer)).toEqual(['export']);
    expect(await kinds(sales)).toEqual(['export', 'purchase']);
    expect(await kinds(productionManager)).toEqual(['purchase']);
    expect((await scene.stage.as(stranger).get(`/orders/${received.orderId}`)).status).toBe(404);
    const found = await scene.stage.as(customer).get<{ items: OrderView[] }>('/orders?customerOrder=PO-LEGS');
    expect(found.body.items.map((order) => order.id)).toEqual([received.orderId]);
    expect(found.body.items[0]?.waitingFor.map((reason) => reason.code)).toEqual(['seller-review']);
    expect(
      (await scene.stage.as(stranger).get<{ items: OrderView[] }>('/orders?customerOrder=PO-LEGS')).body.items,
    ).toEqual([]);
  });

  it('keeps export findings from the factory', async () => {
    const received = await scene.place('PO-AUDIT');
    await scene.promise(received, [31, 39, 49]);
    const codes = async (reader: Person) =>
      (
        await scene.stage.as(reader).get<{ findings: { code: string }[] }>(`/orders/${received.orderId}/audit`)
      ).body.findings.map((f) => f.code);
    expect(await codes(sales)).toEqual(expect.arrayContaining(['orders.audit.fx-steady', 'orders.audit.date-later']));
    const factory = await codes(productionManager);
    expect(factory).toContain('orders.audit.date-later');
    expect(factory).not.toContain('orders.audit.fx-steady');
    expect((await scene.stage.as(customer).get(`/orders/${received.orderId}/audit`)).status).toBe(404);
  });

  it('answers a repeated order nothing twice, and refuses the number for another one', async () => {
    const received = await scene.place('PO-TWICE');
    await scene.hears(purchaseOrder('PO-TWICE'));
    await scene.hears(purchaseOrder('PO-TWICE', [toasters]));
    const refusal = await scene.stage.published(orders.DocumentRefusedSchema, (e) => e.documentNumber === 'PO-TWICE');
    expect(refusal).toMatchObject({ partner: 'harbor-pine', receiver: 'eastbridge', ref: { messageType: '850' } });
    expect(refusal.findings[0]?.code).toBe('orders.order.contradicts');
    expect(scene.stage.soFar(orders.OrderReceivedSchema).filter((e) => e.customerOrder === 'PO-TWICE')).toHaveLength(1);
    expect((await scene.see(received.orderId)).lines).toHaveLength(2);
  });

  it('takes an event delivered twice once', async () => {
    const order = purchaseOrder('PO-AGAIN');
    const again = await scene.hears(order);
    await scene.stage.publish('gateway', order, { parties: buyerAndSeller, again });
    await scene.stage.published(orders.OrderReceivedSchema, (e) => e.customerOrder === 'PO-AGAIN');
    await scene.place('PO-AFTER');
    expect(scene.stage.soFar(orders.OrderReceivedSchema).filter((e) => e.customerOrder === 'PO-AGAIN')).toHaveLength(1);
  });

  it('rejects the line of an unknown item, and answers at once when it is the only one', async () => {
    const unknown = { ...toasters, buyerItem: 'HP-99999' };
    await scene.hears(purchaseOrder('PO-UNKNOWN', [unknown]));
    const answer = await scene.stage.published(orders.OrderAnsweredSchema, (e) => e.customerOrder === 'PO-UNKNOWN');
    expect(answer.outcome).toBe('rejected');
    expect(answer.lines[0]?.confirmations[0]).toMatchObject({
      status: 'rejected',
      reason: 'Item HP-99999 is not known',
    });
  });

  it('tells everybody who holds something for it that an offer was given up', async () => {
    const received = await scene.place('PO-GIVEN-UP');
    await scene.promise(received, [31, 39, 49]);
    await scene.checkCredit(received.orderId, 'ok');
    await scene.becomes(received.orderId, 'offered');
    await scene.hears({ ...purchaseOrderChange('PO-GIVEN-UP', 'C-8', []), purpose: 'cancellation' });
    const closed = await scene.stage.published(orders.OrderClosedSchema, (e) => e.orderId === received.orderId);
    expect(closed).toMatchObject({ outcome: 'cancelled', trader: 'eastbridge', factory: 'hengda' });
    await scene.becomes(received.orderId, 'cancelled');
  });

  it('refuses a change to an order that nobody knows', async () => {
    await scene.hears(purchaseOrderChange('PO-NONE', 'C-9', [{ line: '1' }]));
    const refusal = await scene.stage.published(orders.DocumentRefusedSchema, (e) => e.documentNumber === 'C-9');
    expect(refusal.findings[0]?.code).toBe('orders.change.unknown-order');
  });

  it('asks a second confirmation when the rate moved 3.1 %, and none at 3.0 %', async () => {
    expect((await scene.setRate('7.313')).status).toBe(200);
    await scene.stage.published(orders.ExchangeRateSetSchema, (e) => e.rate === '7.313');
    const small = [kettles(['1000', 49])];
    const steady = await scene.promise(await scene.place('PO-FX-30', small), [31]);
    expect(steady.confirmationsRequired).toEqual([]);

    await scene.setRate('7.3201');
    const received = await scene.place('PO-FX-31', small);
    const moved = await scene.promise(received, [31]);
    expect(moved.confirmationsRequired).toEqual(['orders.audit.fx-moved']);
    await scene.checkCredit(received.orderId, 'ok');
    const confirm = () =>
      scene.stage.as(sales).post(`/orders/${received.orderId}/confirmations`, { code: 'orders.audit.fx-moved' });
    expect((await confirm()).status).toBe(204);
    expect((await confirm()).status).toBe(204);
    await scene.stage.published(orders.OrderConfirmedSchema, (e) => e.orderId === received.orderId);
    expect(
      scene.stage.soFar(orders.ConfirmationGivenSchema).filter((e) => e.orderId === received.orderId),
    ).toHaveLength(1);
  });

  it('counts the orders of a day together: above 50,000 the supervisor approves', async () => {
    const first = await scene.place('PO-SPLIT-1');
    expect((await scene.promise(first, [31, 39, 20])).authority).toBe('sales');
    const second = await scene.place('PO-SPLIT-2');
    expect((await scene.promise(second, [31, 39, 20])).authority).toBe('sales-supervisor');
    await scene.checkCredit(second.orderId, 'ok');
    await scene.becomes(second.orderId, 'held');
    const approve = (by: typeof sales) => scene.stage.as(by).post(`/orders/${second.orderId}/approval`);
    const refused = await approve(sales);
    expect(refused.status).toBe(422);
    expect((await approve(supervisor)).status).toBe(204);
    await scene.stage.published(orders.OrderConfirmedSchema, (e) => e.orderId === second.orderId);
  });

  it('holds an order without cover, says so, and goes on when finance frees it', async () => {
    const received = await scene.place('PO-CREDIT');
    await scene.promise(received, [31, 39, 20]);
    await scene.checkCredit(received.orderId, 'hold');
    const { waitingFor } = await scene.becomes(received.orderId, 'held');
    expect(waitingFor.map(({ code }) => code)).toEqual(['credit-hold']);
    await scene.checkCredit(received.orderId, 'ok');
    await scene.becomes(received.orderId, 'firm');
  });

  it('ships in parts and ends with the last schedule', async () => {
    const { orderId, lines } = await scene.firm('PO-SHIP');
    const parts = lines.flatMap((line) =>
      line.schedules.map((s) => ({ orderId, lineId: line.lineId, scheduleId: s.scheduleId, quantity: s.quantity })),
    );
    const ship = (shipped: typeof parts) =>
      scene.stage.publish(
        'logistics-documents',
        create(logistics.GoodsShippedSchema, {
          orderId,
          lines: shipped.map(({ quantity, ...p }) => ({ ...p, ...(quantity && { quantity }) })),
        }),
        { parties: [...all, 'sinolink'] },
      );
    await ship(parts.slice(0, 1));
    await scene.becomes(orderId, 'partly-shipped');
    await ship(parts.slice(1));
    const { lines: shipped } = await scene.becomes(orderId, 'shipped');
    expect(shipped.flatMap((line) => line.schedules.map((schedule) => schedule.shipped.value))).toEqual([
      '1200',
      '800',
      '500',
    ]);
  });

  it('quotes price with its band and date with its reason, and holds nothing', async () => {
    const enquiry = {
      customer: 'harbor-pine',
      lines: [{ item: 'KT-18', quantity: { value: '1000', unit: 'PCE' }, requested: day(30) }],
    };
    const quote = await scene.stage.as(sales).post('/quotes', enquiry);
    expect(quote.status).toBe(201);
    expect(quote.body).toMatchObject({
      total: { amount: '14850.00', currency: 'USD' },
      promises: [
        { unitPrice: '14.85', tierFrom: '1000', promised: day(38), binding: { kind: 'capacity', name: 'ASSEMBLY-1' } },
      ],
    });
    expect(quote.body['because']).toHaveLength(2);
    expect((await scene.stage.as(productionManager).post('/quotes', enquiry)).status).toBe(403);
  });

  it('takes an order that the trading company enters, once', async () => {
    const order = {
      customer: 'harbor-pine',
      customerOrder: 'MAIL-7',
      orderDate: d0,
      destinationCountry: 'US',
      lines: [
        {
          line: '1',
          item: 'KT-18',
          quantity: { value: '100', unit: 'PCE' },
          schedules: [{ quantity: { value: '100', unit: 'PCE' }, date: day(60) }],
        },
      ],
    };
    const first = await scene.stage.as(sales).post<{ id: string }>('/orders', order);
    expect(first.status).toBe(201);
    const second = await scene.stage.as(sales).post<{ id: string }>('/orders', order);
    expect(second.body.id).toBe(first.body.id);
    const other = await scene.stage.as(sales).post('/orders', { ...order, destinationCountry: 'DE' });
    expect(other.status).toBe(409);
  });

  it('takes an order that the customer’s own system enters like one that comes as a document', async () => {
    const { orderNumber, orderDate, destinationCountry, tradeTerm, freightBy, ...said } = purchaseOrder('ERP-1');
    const lines = said.lines.map(({ line, buyerItem, quantity, unit, unitPrice, schedules }) => ({
      line,
      buyerItem,
      quantity: { value: quantity, unit },
      unitPrice,
      schedules: schedules.map((s) => ({ quantity: { value: s.quantity, unit: s.unit }, date: s.date })),
    }));
    const order = {
      seller: 'eastbridge',
      customerOrder: orderNumber,
      orderDate,
      currency: said.currency,
      destinationCountry,
      tradeTerm: { incoterm: tradeTerm?.incoterm, edition: tradeTerm?.edition, place: tradeTerm?.place },
      paymentTerms: said.paymentTerms,
      freightBy,
      lines,
    };
    const enter = (body: object) => scene.stage.as(customer).post<{ id: string; number: string }>('/orders', body);
    const answers = await Promise.all(Array.from({ length: 8 }, () => enter(order)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const ids = new Set(answers.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    const received = await scene.stage.published(orders.OrderReceivedSchema, (e) => e.customerOrder === 'ERP-1');
    expect([received.orderId, received.customer, received.trader]).toEqual([...ids, 'harbor-pine', 'eastbridge']);

    await scene.stage.publish('gateway', purchaseOrder('ERP-1'), { parties: buyerAndSeller });
    await scene.stage.publish('gateway', purchaseOrder('ERP-2'), { parties: buyerAndSeller });
    await scene.stage.published(orders.OrderReceivedSchema, (e) => e.customerOrder === 'ERP-2');
    expect(scene.stage.soFar(orders.OrderReceivedSchema).filter((e) => e.customerOrder === 'ERP-1')).toHaveLength(1);

    expect((await enter({ ...order, destinationCountry: 'DE' })).status).toBe(409);
    expect((await enter({ ...order, customer: 'other-customer' })).status).toBe(403);
    expect(await enter({ ...order, seller: undefined })).toMatchObject({
      status: 422,
      body: { code: 'orders.order.other-side-missing' },
    });
    expect(await enter({ ...order, seller: 'other-trader', customerOrder: 'ERP-3' })).toMatchObject({
      status: 422,
      body: { code: 'orders.order.no-agreement' },
    });
  });
});
