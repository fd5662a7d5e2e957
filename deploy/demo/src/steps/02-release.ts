import { acknowledge, checkAccepted } from '../acknowledgements.ts';
import { plain, same, sameMoney, there } from '../check.ts';
import { eventually } from '../eventually.ts';
import { depositPayment, outsourcing, plan } from '../expected.ts';
import type { Chapter, Journey } from '../journey.ts';
import { refuses } from '../platform.ts';
import type { OutsourcingOrderView, PaymentPlanView, ReceiptView } from '../views.ts';

interface SampleView {
  readonly id: string;
  readonly item: string;
  readonly status: string;
}

interface ReleaseView {
  readonly releasedOn: string | null;
  readonly deposit: { readonly needed: boolean; readonly settled: boolean };
  readonly samples: readonly { readonly item: string; readonly approved: boolean }[];
}

const gateOf = (journey: Journey): Promise<ReleaseView> =>
  journey.platform.as('liu.fang').get(`releases/${journey.known('order').id}`);

const submitSample = (journey: Journey, item: string): Promise<SampleView> =>
  journey.platform.as('tan.hui').post(`orders/${journey.known('order').id}/samples`, { item });

const approveSample = (journey: Journey, sample: string, goldenSample: string): Promise<SampleView> =>
  journey.platform.as('sun.yan').post(`samples/${sample}/approval`, { verdict: 'approved', goldenSample });

/** A supplier's own order, with his own key. */
export const ordersOf = (journey: Journey, login: string): Promise<readonly OutsourcingOrderView[]> =>
  journey.platform.as(login).get(`outsourcing-orders?order=${journey.known('order').id}`);

const untilAnswered = (journey: Journey, login: string, dueDay: number): Promise<void> =>
  eventually(`the order of ${login} is acknowledged`, async () => {
    const order = there('outsourcing order', (await ordersOf(journey, login))[0]);
    same('outsourcing order', order.status, 'acknowledged');
    same(
      'confirmed',
      order.lines.map(({ confirmedDue }) => confirmedDue),
      order.lines.map(() => journey.day(dueDay)),
    );
  });

interface Issue {
  readonly order: string;
  readonly item: string;
  readonly lot: string;
  readonly kg: string;
}

const issueMaterial = async (journey: Journey, clerk: string, { order, item, lot, kg }: Issue): Promise<void> => {
  const { platform } = journey;
  const issue = await platform.as('liu.fang').post<{ id: string }>(`outsourcing-orders/${order}/material-issues`, {
    item,
    lot,
    quantity: { value: kg, unit: 'KGM' },
    owner: 'hengda',
    document: `LL${journey.serial}-${lot}`,
  });
  await platform.as(clerk).post(`material-issues/${issue.id}/countersignature`);
};

/** Deposit and samples open the gate; the suppliers get their orders and their material. */
export const releaseChapter: Chapter = {
  title: { en: 'Release', zh: '放行' },
  steps: [
    {
      name: {
        en: 'The deposit arrives less 25.00 of bank charges; the whole deposit is allocated',
        zh: '定金到账，银行扣费 25.00；按全额核销',
      },
      async run(journey) {
        await journey.reach(depositPayment.day);
        const { id } = journey.known('order');
        const { arrived, charges } = depositPayment;
        const receipt = await journey.platform.as('qian.wen').post<ReceiptView>('payments-received', {
          payer: 'harbor-pine',
          money: { amount: arrived, currency: 'USD' },
          charges: { amount: charges, currency: 'USD' },
          valueDate: journey.today,
          reference: `FT${journey.serial}01`,
          order: id,
        });
        sameMoney('received', receipt.money, arrived, 'USD');
        same(
          'allocations',
          receipt.allocations.map((a) => [a.orderId, a.stage, a.money.amount]),
          [[id, 'deposit', plan.deposit]],
        );
        const customers = await journey.platform
          .asPartner('harbor-pine')
          .get<PaymentPlanView>(`orders/${id}/payment-plan`);
        same(
          'deposit as the customer reads it',
          customers.stages.find(({ stage }) => stage === 'deposit')?.state,
          'settled',
        );
      },
    },
    {
      name: {
        en: 'The deposit alone releases nothing: both pre-production samples are still to be approved',
        zh: '仅有定金不放行：两款产前样尚待确认',
      },
      async run(journey) {
        await eventually('production knows of the deposit', async () => {
          const gate = await gateOf(journey);
          same('deposit', gate.deposit, { needed: true, settled: true });
          same('samples', gate.samples, [
            { item: 'KT-18', approved: false },
            { item: 'TS-04', approved: false },
          ]);
          same('released on', gate.releasedOn, null);
        });
      },
    },
    {
      name: {
        en: 'The samples are approved and sealed; the factory cannot approve its own',
        zh: '产前样确认并封样；工厂不能自行确认',
      },
      async run(journey) {
        await journey.reach(outsourcing.placedDay);
        const kettle = await submitSample(journey, 'KT-18');
        const toaster = await submitSample(journey, 'TS-04');
        await refuses(403, 'access.not-allowed', () =>
          journey.platform
            .as('tan.hui')
            .post(`samples/${kettle.id}/approval`, { verdict: 'approved', goldenSample: 'GS-0' }),
        );
        await approveSample(journey, kettle.id, `GS-KT18-${journey.serial}`);
        await approveSample(journey, toaster.id, `GS-TS04-${journey.serial}`);
        const { samples } = await journey.platform
          .asPartner('harbor-pine')
          .get<{ samples: readonly SampleView[] }>(`orders/${journey.known('order').id}/samples`);
        same('samples as the customer reads them', samples.map(({ item, status }) => [item, status]).toSorted(), [
          ['KT-18', 'approved'],
          ['TS-04', 'approved'],
        ]);
        await eventually('the work is released', async () => {
          same('released on', (await gateOf(journey)).releasedOn, journey.day(outsourcing.placedDay));
        });
      },
    },
    {
      name: {
        en: 'The first supplier’s order goes out as an 850; its 855 comes back',
        zh: '第一家供应商收到 850 委外订单并以 855 确认',
      },
      async run(journey) {
        const file = await journey.fetchX12('jingsu', '850', { order: journey.known('order').id });
        const number = there('BEG03', file.x12.first('BEG')[3]);
        const { body, knob } = outsourcing.jingsu;
        same(
          'PO1',
          file.x12.all('PO1').map((po1) => [po1[1], po1[2], po1[3], plain(po1[4] ?? ''), po1[7]]),
          [
            ['1', body.quantity, 'PC', plain(body.price), 'KT18-BODY'],
            ['2', knob.quantity, 'PC', plain(knob.price), 'TS04-KNOB'],
          ],
        );
        const due = journey.day(outsourcing.dueDay).replaceAll('-', '');
        same(
          'SCH',
          file.x12.all('SCH').map((sch) => sch[6]),
          [due, due],
        );
        await acknowledge(journey, 'jingsu', file);
        const answer = await journey.send('jingsu', 'acknowledge-order-855.edi', { outsourcing: number });
        same('855 status', answer.fate.status, 'processed');
        await checkAccepted(journey, 'jingsu', answer);
        await untilAnswered(journey, 'wu.bin', outsourcing.dueDay);
        const [order] = await ordersOf(journey, 'wu.bin');
        journey.note('jingsuOrder', { id: there('order', order).id, number });
      },
    },
    {
      name: {
        en: 'The second supplier’s order goes out as a workbook; its CSV out of Chinese Excel comes back',
        zh: '第二家供应商收到 Excel 委外订单，并以中文 Excel 的 CSV 回签',
      },
      async run(journey) {
        await journey.reach(outsourcing.placedDay + 1);
        const file = await journey.waitForFile('jinfeng', 'purchase-order', { order: journey.known('order').id });
        same('format', file.interchange.format, 'xlsx');
        same('first bytes of the workbook', Buffer.from(file.bytes.subarray(0, 2)).toString('latin1'), 'PK');
        const order = there('order of jinfeng', (await ordersOf(journey, 'yu.hong'))[0]);
        const { base, shell } = outsourcing.jinfeng;
        same(
          'lines',
          order.lines.map((l) => [l.line, l.item, plain(l.quantity.value), plain(l.unitPrice.amount), l.due]),
          [
            ['1', 'KT18-BASE', base.quantity, plain(base.price), journey.day(outsourcing.dueDay)],
            ['2', 'TS04-SHELL', shell.quantity, plain(shell.price), journey.day(outsourcing.dueDay)],
          ],
        );
        journey.note('jinfengOrder', { id: order.id, number: order.number });
        const answer = await journey.send('jinfeng', 'order-acknowledgement.csv', { outsourcing: order.number });
        same(
          'CSV status',
          [answer.fate.status, answer.fate.format, answer.fate.charset],
          ['processed', 'csv', 'gb18030'],
        );
        same(
          'rows',
          answer.fate.rows.map(({ verdict }) => verdict),
          ['accepted', 'accepted'],
        );
        await untilAnswered(journey, 'yu.hong', outsourcing.dueDay);
      },
    },
    {
      name: {
        en: 'Each supplier sees his own order and nobody else’s; the trading company sees no supplier’s price',
        zh: '供应商只看到自己的委外订单；外贸公司看不到委外价格',
      },
      async run(journey) {
        const all = await ordersOf(journey, 'liu.fang');
        same('orders of the factory', all.map(({ supplier }) => supplier).toSorted(), ['jinfeng', 'jingsu']);
        same(
          'orders of jingsu',
          (await ordersOf(journey, 'wu.bin')).map(({ supplier }) => supplier),
          ['jingsu'],
        );
        await refuses(404, 'outsourcing-order.not-found', () =>
          journey.platform.as('wu.bin').get(`outsourcing-orders/${journey.known('jinfengOrder').id}`),
        );
        await refuses(404, 'request.no-such-resource', () =>
          journey.platform.as('sun.yan').get(`outsourcing-orders/${journey.known('jingsuOrder').id}`),
        );
      },
    },
    {
      name: { en: 'Material is issued to both and countersigned', zh: '向两家供应商发料并会签' },
      async run(journey) {
        await journey.reach(outsourcing.placedDay + 2);
        const [jingsu, jinfeng] = [journey.known('jingsuOrder').id, journey.known('jinfengOrder').id];
        const needs = await ordersOf(journey, 'liu.fang');
        same(
          'material that the orders need',
          needs
            .flatMap(({ materials }) => materials.map((m) => [m.item, plain(m.quantity.value), m.quantity.unit]))
            .toSorted(),
          [
            ['PP-GRANULE', outsourcing.granule, 'KGM'],
            ['STEEL-STRIP', outsourcing.strip, 'KGM'],
          ],
        );
        await issueMaterial(journey, 'wu.bin', { order: jingsu, item: 'PP-GRANULE', lot: 'PP-2709', kg: '900' });
        await issueMaterial(journey, 'yu.hong', { order: jinfeng, item: 'STEEL-STRIP', lot: 'ST-1104', kg: '400' });
        await issueMaterial(journey, 'yu.hong', { order: jinfeng, item: 'STEEL-STRIP', lot: 'ST-1121', kg: '280' });
      },
    },
  ],
};
