import { orders } from '@tradeloom/contracts';
import { measured, proofRounds, until } from '@tradeloom/testing';
import fc from 'fast-check';
import { customer, d0, day, kettles, purchaseOrder, Scene } from '../../test/scene.ts';

const seed = 20261123;
const rounds = proofRounds(24);

/** By which ways one order comes at once, before a restart of the service and after. */
const ways = fc.array(fc.constantFrom<Way>('document', 'request'), { minLength: 1, maxLength: 3 });
type Way = 'document' | 'request';
const [comings = []] = fc.sample(
  fc.array(fc.tuple(ways, ways), { minLength: rounds, maxLength: rounds, size: 'max' }),
  { seed, numRuns: 1 },
);

/** The order of the 850 as a customer's own system sends it to the door. */
const asRequest = (customerOrder: string) => ({
  seller: 'eastbridge',
  customerOrder,
  orderDate: d0,
  currency: 'USD',
  destinationCountry: 'US',
  tradeTerm: { incoterm: 'FOB', edition: '2020', place: 'Ningbo' },
  paymentTerms: 'T/T 30/60/10',
  freightBy: 'buyer',
  lines: [
    {
      line: '1',
      buyerItem: 'HP-20018',
      quantity: { value: '10', unit: 'PCE' },
      unitPrice: '14.85',
      schedules: [{ quantity: { value: '10', unit: 'PCE' }, date: day(49) }],
    },
  ],
});

describe(`one order that comes as a document and as a request (seed ${seed}, ${rounds} orders)`, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.open();
    await scene.nextDay();
  }, 60_000);
  afterAll(() => scene?.close());

  let documents = 0;
  const statuses: number[] = [];
  const come = async (app: Scene['stage']['app'], customerOrder: string, way: Way): Promise<void> => {
    if (way === 'request') {
      const { status } = await scene.stage.as(customer, app).post('/orders', asRequest(customerOrder));
      statuses.push(status);
      return;
    }
    documents += 1;
    await scene.hears(purchaseOrder(customerOrder, [kettles(['10', 49])]));
  };
  const allCome = async (app: Scene['stage']['app'], waysOf: (coming: readonly [Way[], Way[]]) => readonly Way[]) => {
    for (const [n, coming] of comings.entries()) {
      await Promise.all(waysOf(coming).map((way) => come(app, `PO-BOTH-${n}`, way)));
    }
  };
  const documentsTaken = (): Promise<void> =>
    until(`${documents} documents are taken`, async () => {
      const taken = await scene.stage.rows(
        `select event_id from orders.inbox where reaction like 'WhenPurchaseOrderReceived%'`,
      );
      return taken.length >= documents;
    });

  it(
    'is one order, told once, before and after a restart',
    async () => {
      await allCome(scene.stage.app, ([before]) => before);
      await scene.stage.stop();
      await allCome(await scene.stage.replica(), ([, after]) => after);
      await documentsTaken();
      const made = await scene.stage.rows<{ orders: number; events: number }>(
        `select (select count(*)::int from orders.orders o where o.customer_order = numbers.customer_order) as orders,
                (select count(*)::int from orders.events e join orders.orders o on o.id = e.order_id
                  where o.customer_order = numbers.customer_order and e.type = $2) as events
           from unnest($1::text[]) as numbers (customer_order)`,
        [comings.map((_, n) => `PO-BOTH-${n}`), orders.OrderReceivedSchema.typeName],
      );
      expect(made).toEqual(comings.map(() => ({ orders: 1, events: 1 })));
      expect(await scene.stage.rows('select * from orders.document_refusals')).toEqual([]);
      // 409: the second of two at once, which may be sent again
      expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
      const sent = documents + statuses.length;
      measured('R2', { 'orders sent by two channels': sent, 'orders among them': rounds, 'orders made': made.length });
    },
    30_000 + rounds * 500,
  );
});
