import { create, gateway, type MessageInitShape, orders } from '@tradeloom/contracts';
import { buyerAndSeller, day, Scene } from '../../test/scene.ts';

describe('a customer who asks how far his orders are', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    await scene.nextDay();
  }, 60_000);
  afterAll(() => scene?.close());

  const enquire = (
    enquiryNumber: string,
    asked: NonNullable<MessageInitShape<typeof gateway.OrderStatusEnquiredSchema>['orders']>,
    customer = 'harbor-pine',
  ) =>
    scene.stage.publish(
      'gateway',
      create(gateway.OrderStatusEnquiredSchema, {
        ref: { interchangeId: 'in-9', messageControl: '0001', messageType: '869', groupControl: '9' },
        customer,
        seller: 'eastbridge',
        enquiryNumber,
        orders: asked,
      }),
      { parties: customer === 'harbor-pine' ? buyerAndSeller : [customer, 'eastbridge'] },
    );
  const asked = (reportNumber: string) =>
    scene.stage.published(orders.OrderStatusAskedSchema, (e) => e.reportNumber === reportNumber);
  const refused = (documentNumber: string) =>
    scene.stage.published(orders.DocumentRefusedSchema, (e) => e.documentNumber === documentNumber);

  it('is answered for each order, with the dates he was told', async () => {
    const { orderId, number } = await scene.firm('PO-Q1');
    await enquire('SQ-1', [{ orderNumber: 'PO-Q1', lines: ['1'], position: '1' }]);
    const event = await asked('SQ-1-1');
    expect(event).toMatchObject({
      orderId,
      number,
      customerOrder: 'PO-Q1',
      customer: 'harbor-pine',
      trader: 'eastbridge',
    });
    expect(event.lines).toMatchObject([
      {
        customerLine: '1',
        buyerItem: 'HP-20018',
        item: 'KT-18',
        unit: 'PCE',
        deliveries: [
          { quantity: { value: '1200' }, date: day(49) },
          { quantity: { value: '800' }, date: day(77) },
        ],
      },
    ]);
  });

  it('hears of no date before the seller has answered, and of every open order when he names none', async () => {
    await scene.place('PO-Q2');
    await enquire('SQ-2', []);
    const both = [await asked('SQ-2-1'), await asked('SQ-2-2')];
    const unanswered = both.find((e) => e.customerOrder === 'PO-Q2');
    expect(both.map((e) => e.customerOrder).sort()).toEqual(['PO-Q1', 'PO-Q2']);
    expect(unanswered?.lines.flatMap((l) => l.deliveries.map((d) => d.date))).toEqual(['', '', '']);
  });

  it('is told what he has no order or line for, with its place, in one refusal', async () => {
    await enquire('SQ-3', [
      { orderNumber: 'PO-NONE', position: '1' },
      { orderNumber: 'PO-Q1', lines: ['9'], position: '2' },
      { orderNumber: 'PO-Q1', lines: ['2'], position: '3' },
    ]);
    expect((await asked('SQ-3-3')).lines).toHaveLength(1);
    expect((await refused('SQ-3')).findings).toMatchObject([
      { code: 'orders.enquiry.unknown-order', facts: { position: '1', order: 'PO-NONE' } },
      { code: 'orders.enquiry.unknown-line', facts: { position: '2', order: 'PO-Q1', line: '9' } },
    ]);
  });

  it('learns nothing of another customer’s orders', async () => {
    await enquire('SQ-4', [{ orderNumber: 'PO-Q1', position: '1' }], 'other-customer');
    expect((await refused('SQ-4')).findings).toMatchObject([{ code: 'orders.enquiry.unknown-order' }]);
  });
});
