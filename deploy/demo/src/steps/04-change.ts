import { acknowledge, checkAccepted } from '../acknowledgements.ts';
import { plain, same, sameMoney, sameNumber, there } from '../check.ts';
import { eventually } from '../eventually.ts';
import { change } from '../expected.ts';
import type { Chapter, Journey } from '../journey.ts';
import { orderById } from '../order-of.ts';
import { refuses } from '../platform.ts';
import type { ChangeView, FindingView, ImpactView, OrderView, PaymentPlanView, ReceiptView } from '../views.ts';
import { ordersOf } from './02-release.ts';

type ChangeWithImpact = ChangeView & { readonly impact: ImpactView };

const readChange = (journey: Journey, login: string): Promise<ChangeWithImpact> =>
  journey.platform.as(login).get(`changes/${journey.known('changeId')}`);

const codesOf = (findings: readonly FindingView[]): string[] => findings.map(({ code }) => code);

const factsOf = (findings: readonly FindingView[], code: string): Readonly<Record<string, string>> =>
  there(
    `finding ${code} of ${codesOf(findings).join(', ')}`,
    findings.find((f) => f.code === code),
  ).facts;

const secondKettles = (journey: Journey): string => there('second delivery', journey.known('kettles').schedules[1]);

const checkSupplierImpact = (journey: Journey, findings: readonly FindingView[]): void =>
  same(
    'more parts',
    findings
      .map(({ facts }) => [facts['supplier'], facts['item'], facts['before'], facts['after'], facts['due']])
      .toSorted(),
    [
      ['jinfeng', 'KT18-BASE', '2000', change.lineQuantity, journey.day(change.partsDay)],
      ['jingsu', 'KT18-BODY', '2000', change.lineQuantity, journey.day(change.partsDay)],
    ],
  );

const untilChangeIs = (journey: Journey, login: string, number: string, outcome: string | null): Promise<void> =>
  eventually(`change ${number} at ${login}: ${outcome ?? 'open'}`, async () => {
    const order = there('order', (await ordersOf(journey, login))[0]);
    same(
      'changes',
      order.changes.map((c) => [c.number, c.outcome]),
      [[number, outcome]],
    );
    same('line 1', plain(order.lines[0]?.quantity.value ?? ''), change.lineQuantity);
  });

/** The customer wants more and earlier; both owners agree, and the suppliers follow. */
export const changeChapter: Chapter = {
  title: { en: 'A change', zh: '变更' },
  steps: [
    {
      name: {
        en: 'The customer’s 860 asks for 200 more on the second delivery, a week earlier: a proposal, the order stands',
        zh: '客户 860 要求第二批增加 200 件并提前一周：形成变更申请，订单不变',
      },
      async run(journey) {
        await journey.reach(change.day);
        const sent = await journey.send('harbor-pine', 'change-860.edi', { order: journey.known('customerOrder') });
        await checkAccepted(journey, 'harbor-pine', sent);
        const { id } = journey.known('order');
        const open = await eventually('the change is proposed', async () => {
          const { items } = await journey.platform
            .as('zhou.min')
            .get<{ items: readonly ChangeView[] }>(`orders/${id}/changes`);
          return there('change of the order', items[0]);
        });
        same('change', [open.number, open.status, open.baseVersion], ['CO-02', 'open', 1]);
        same('approvals missing', open.approvalsMissing.toSorted(), ['eastbridge', 'hengda']);
        journey.note('changeId', open.id);
        same('version of the order', (await orderById(journey, 'chen.li')).version, 1);
      },
    },
    {
      name: {
        en: 'Its impact is shown before anybody approves: promise, cover, payment, suppliers; each owner his part',
        zh: '批准前显示影响：交期、额度、付款、供应商；各方只见自己的部分',
      },
      async run(journey) {
        const traders = (await readChange(journey, 'zhou.min')).impact;
        same('promise', codesOf(traders.promise), ['production.change.date-kept']);
        same(
          'promised',
          factsOf(traders.promise, 'production.change.date-kept')['promised'],
          journey.day(change.promisedDay),
        );
        checkSupplierImpact(journey, traders.suppliers);
        const total = factsOf(traders.payment, 'finance.payment.total-changes');
        sameNumber('difference', total['difference'], change.difference);
        sameNumber('new total', total['after'], change.total);
        const more = factsOf(traders.payment, 'finance.payment.new-stage');
        same('new stage', [more['stage'], more['after']], ['additional-deposit', change.additionalDeposit]);
        same(
          'cover is released',
          traders.cover.filter(({ severity }) => severity === 'block'),
          [],
        );
        same('cover is shown', traders.cover.length > 0, true);
        const factorys = (await readChange(journey, 'zhao.qiang')).impact;
        checkSupplierImpact(journey, factorys.suppliers);
        same('money that the factory sees', [factorys.payment, factorys.cover], [[], []]);
      },
    },
    {
      name: {
        en: 'Who asked cannot approve: not the customer’s own change, not a person his own proposal',
        zh: '提出方不得批准：客户不能批准自己的变更，个人不能批准自己的申请',
      },
      async run(journey) {
        const { platform } = journey;
        const id = journey.known('changeId');
        // nor does any key of a system say yes for its company
        await refuses(403, 'access.not-allowed', () =>
          platform.asPartner('harbor-pine').post(`changes/${id}/approval`),
        );
        const own = await platform.as('zhou.min').post<{ id: string }>(`orders/${journey.known('order').id}/changes`, {
          baseVersion: 1,
          lines: [
            {
              lineId: journey.known('kettles').lineId,
              scheduleId: secondKettles(journey),
              quantity: { value: '900', unit: 'PCE' },
              date: journey.day(77),
            },
          ],
          reason: 'Half of what the promotion needs, at the old date',
        });
        await refuses(422, 'orders.change.own-proposal', () =>
          platform.as('zhou.min').post(`changes/${own.id}/approval`),
        );
        await platform
          .as('zhou.min')
          .post(`changes/${own.id}/withdrawal`, { reason: 'The customer’s own change is better' });
      },
    },
    {
      name: {
        en: 'One responsible person of each owner approves; only then the order changes, and the 865 answers',
        zh: '双方负责人各一人批准后订单才变更，865 答复客户',
      },
      async run(journey) {
        const { platform } = journey;
        const { id } = journey.known('order');
        const approval = `changes/${journey.known('changeId')}/approval`;
        await refuses(403, 'access.not-allowed', () => platform.as('sun.yan').post(approval));
        await platform.as('zhou.min').post(approval);
        same('version after one approval', (await orderById(journey, 'gao.jun')).version, 1);
        await platform.as('zhao.qiang').post(approval);
        const changed = await eventually('the order follows', async () => {
          const order = await platform.asPartner('harbor-pine').get<OrderView>(`orders/${id}`);
          same('version as the customer reads it', order.version, 2);
          return order;
        });
        const second = changed.lines.flatMap(({ schedules }) => schedules).find((s) => s.id === secondKettles(journey));
        same(
          'second delivery',
          [plain(second?.quantity.value ?? ''), second?.promisedCurrent],
          [change.quantity, journey.day(change.requested)],
        );
        same('its first promise stays', second?.promisedOriginal, journey.day(77));
        sameMoney('export total', changed.legs[0]?.total, change.total, 'USD');
        sameMoney('purchase total', (await orderById(journey, 'gao.jun')).legs[0]?.total, change.purchaseTotal, 'CNY');
        const file = await journey.fetchX12('harbor-pine', '865', { order: id, number: 'CO-02' });
        same('BCA02', file.x12.first('BCA')[2], 'AD');
        await acknowledge(journey, 'harbor-pine', file);
      },
    },
    {
      name: {
        en: 'The first supplier’s order follows by 860, he answers by 865',
        zh: '第一家供应商：860 变更，865 答复',
      },
      async run(journey) {
        const file = await journey.fetchX12('jingsu', '860', { order: journey.known('order').id });
        const bch = file.x12.first('BCH');
        const number = there('change number', bch[5] || bch[7]);
        same('order of the 860', bch[3], journey.known('jingsuOrder').number);
        same(
          'POC of line 1',
          file.x12
            .all('POC')[0]
            ?.slice(1, 4)
            .map((e) => (/^\d/.test(e) ? plain(e) : e)),
          ['1', 'CA', change.lineQuantity],
        );
        await acknowledge(journey, 'jingsu', file);
        await untilChangeIs(journey, 'wu.bin', number, null);
        await journey.reach(change.day + 1);
        const values = { outsourcing: journey.known('jingsuOrder').number, change: number };
        const answer = await journey.send('jingsu', 'acknowledge-change-865.edi', values);
        await checkAccepted(journey, 'jingsu', answer);
        await untilChangeIs(journey, 'wu.bin', number, 'accepted');
      },
    },
    {
      name: {
        en: 'The second supplier gets a change notice as a workbook and acknowledges it by CSV',
        zh: '第二家供应商收到 Excel 变更通知，以 CSV 确认',
      },
      async run(journey) {
        const file = await journey.waitForFile('jinfeng', 'order-change', { order: journey.known('order').id });
        same('format', file.interchange.format, 'xlsx');
        const order = there('order', (await ordersOf(journey, 'yu.hong'))[0]);
        const number = there('change', order.changes[0]).number;
        const values = { outsourcing: order.number, change: number };
        const answer = await journey.send('jinfeng', 'change-acknowledgement.csv', values);
        same('CSV', answer.fate.status, 'processed');
        await untilChangeIs(journey, 'yu.hong', number, 'accepted');
      },
    },
    {
      name: { en: 'The additional deposit is due and paid', zh: '追加定金到期并付清' },
      async run(journey) {
        const { platform } = journey;
        const { id } = journey.known('order');
        await eventually('the additional deposit is due', async () => {
          const plan = await platform.asPartner('harbor-pine').get<PaymentPlanView>(`orders/${id}/payment-plan`);
          sameMoney('contract value', plan.total, change.total, 'USD');
          const more = plan.stages.find(({ stage }) => stage === 'additional-deposit');
          same('additional deposit', [more?.amount.amount, more?.state], [change.additionalDeposit, 'due']);
        });
        const receipt = await platform.as('qian.wen').post<ReceiptView>('payments-received', {
          payer: 'harbor-pine',
          money: { amount: change.additionalDeposit, currency: 'USD' },
          valueDate: journey.today,
          reference: `FT${journey.serial}02`,
          order: id,
        });
        same(
          'allocations',
          receipt.allocations.map((a) => [a.stage, a.money.amount]),
          [['additional-deposit', change.additionalDeposit]],
        );
      },
    },
  ],
};
