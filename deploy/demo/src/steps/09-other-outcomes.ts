import { amountOf, centsOf } from '../cents.ts';
import { plain, same, sameNumber, there } from '../check.ts';
import { eventually } from '../eventually.ts';
import { cancellation, creditLimit, lids, quotation, rates } from '../expected.ts';
import type { Chapter, FetchedFile, Journey } from '../journey.ts';
import { orderOf, untilOrderIs } from '../order-of.ts';
import type { AuditView, FindingView, OrderView, PaymentPlanView, ReceiptView } from '../views.ts';
import { grantLimit, setCapacity, setLimit, setRate } from './conditions.ts';

/** The customer orders spare lids, which come from stock. */
const orderLids = async (journey: Journey, letter: string, quantity: string): Promise<string> => {
  const order = `HP${journey.serial}${letter}`;
  const sent = await journey.send('harbor-pine', 'spare-lids-850.edi', { order, quantity });
  same('850 status', sent.fate.status, 'processed');
  return order;
};

const answerTo = (journey: Journey, customerOrder: string): Promise<FetchedFile> =>
  journey.fetchX12('harbor-pine', '855', { number: customerOrder });

const checkAnswer = async (journey: Journey, customerOrder: string, outcome: 'AD' | 'RD'): Promise<void> => {
  const { x12 } = await answerTo(journey, customerOrder);
  same(`855 of ${customerOrder}`, x12.first('BAK').slice(2, 4), [outcome, customerOrder]);
  same(
    'ACK',
    x12.all('ACK').map((ack) => ack[1]),
    [outcome === 'AD' ? 'IA' : 'IR'],
  );
};

/** The order waits, says why, and the customer has no answer yet. */
const checkHeld = async (
  journey: Journey,
  customerOrder: string,
  reason: readonly [code: string, detail: string],
): Promise<OrderView> => {
  const held = await untilOrderIs(journey, customerOrder, 'held');
  same(
    'waits for',
    held.waitingFor.map(({ code, detail }) => [code, detail]),
    [[...reason]],
  );
  const answers = await journey.platform.outbound('harbor-pine', { type: '855', order: held.id });
  same('855 sent', answers.length, 0);
  const customers = await journey.platform.asPartner('harbor-pine').get<OrderView>(`orders/${held.id}`);
  same(
    'reason as the customer reads it',
    customers.waitingFor.map(({ code }) => code),
    ['seller-review'],
  );
  return held;
};

const rateFinding = async (journey: Journey, id: string): Promise<FindingView> => {
  const { findings } = await journey.platform.as('chen.li').get<AuditView>(`orders/${id}/audit`);
  return there(
    'finding about the rate',
    findings.find(({ code }) => code.startsWith('orders.audit.fx-')),
  );
};

const remember = (journey: Journey, id: string, before: readonly string[] = journey.known('spareOrders')): void =>
  journey.note('spareOrders', [...before, id]);

interface AtpView {
  readonly row: readonly { readonly demand: string; readonly free: string }[];
}

const atpOfLids = (journey: Journey): Promise<AtpView> => journey.platform.as('sun.yan').get('atp?item=KT18-LID');

const countStock = (journey: Journey, onHand: string): Promise<void> =>
  journey.platform
    .as('liu.fang')
    .put('stocks/KT18-LID', { onHand: { value: onHand, unit: 'PCE' }, source: 'stock count' });

/** What earlier orders hold stays theirs: so much is free beyond it. */
const freeLids = async (journey: Journey, free: string): Promise<void> => {
  const { row } = await atpOfLids(journey);
  const held = row.reduce((sum, { demand }) => sum + centsOf(demand), 0n);
  await countStock(journey, amountOf(held + centsOf(free)));
  sameNumber('free lids', (await atpOfLids(journey)).row[0]?.free, free);
};

interface QuoteView {
  readonly promises: readonly {
    readonly promised: string | null;
    readonly binding: { readonly kind: string; readonly name: string };
  }[];
}

const quoteToasters = async (journey: Journey): Promise<QuoteView['promises'][number]> => {
  const { promises } = await journey.platform.as('chen.li').post<QuoteView>('quotes', {
    customer: 'harbor-pine',
    lines: [{ item: 'TS-04', quantity: { value: '500', unit: 'PCE' }, requested: journey.day(quotation.day + 35) }],
  });
  return there('quoted line', promises[0]);
};

/** What decides can be moved: the same questions with the other answers. */
export const otherOutcomesChapter: Chapter = {
  title: { en: 'The other outcomes', zh: '其他结果' },
  steps: [
    {
      name: {
        en: 'A quoted date is bound by a named line; with the line twice as fast the lead time of the parts binds',
        zh: '报价交期受限于指定产线；产线产能加倍后受限于来料周期',
      },
      async run(journey) {
        await journey.reach(quotation.day);
        const slow = await quoteToasters(journey);
        same(
          'at 20 a day',
          [slow.promised, slow.binding.kind, slow.binding.name],
          [journey.day(quotation.slow.day), 'capacity', 'ASSEMBLY-2'],
        );
        await setCapacity(journey, 'ASSEMBLY-2', quotation.fast.perDay);
        const fast = await quoteToasters(journey);
        same('at 40 a day', [fast.promised, fast.binding.kind], [journey.day(quotation.fast.day), 'lead-time']);
        await setCapacity(journey, 'ASSEMBLY-2', quotation.slow.perDay);
      },
    },
    {
      name: { en: 'The rate moved by 3.0 %: no question, the order is firm', zh: '汇率变动 3.0 %：无须确认，订单生效' },
      async run(journey) {
        await journey.reach(60);
        await freeLids(journey, '100');
        await setRate(journey, rates.threePercent);
        const customerOrder = await orderLids(journey, 'A', '10');
        const { id } = await untilOrderIs(journey, customerOrder, 'firm');
        remember(journey, id, []);
        const { code, facts } = await rateFinding(journey, id);
        same('finding', [code, facts['movedPercent']], ['orders.audit.fx-steady', '3']);
        await checkAnswer(journey, customerOrder, 'AD');
      },
    },
    {
      name: {
        en: 'By 3.1 %: it waits for a second confirmation, then the 855 goes out',
        zh: '变动 3.1 %：等待二次确认，确认后发出 855',
      },
      async run(journey) {
        await journey.reach(61);
        await setRate(journey, rates.threePointOnePercent);
        const customerOrder = await orderLids(journey, 'B', '10');
        const { id } = await checkHeld(journey, customerOrder, ['confirmation', 'orders.audit.fx-moved']);
        remember(journey, id);
        const { code, facts } = await rateFinding(journey, id);
        same('finding', [code, facts['movedPercent']], ['orders.audit.fx-moved', '3.1']);
        await journey.platform.as('chen.li').post(`orders/${id}/confirmations`, { code });
        await untilOrderIs(journey, customerOrder, 'firm');
        await checkAnswer(journey, customerOrder, 'AD');
        await setRate(journey, rates.base);
      },
    },
    {
      name: {
        en: 'No credit left: held without an answer; the limit is raised, the 855 goes out',
        zh: '额度不足：暂停不答复；提高额度后发出 855',
      },
      async run(journey) {
        await journey.reach(62);
        await setRate(journey, rates.base);
        await setLimit(journey, '100.00');
        const customerOrder = await orderLids(journey, 'C', '10');
        const { id } = await checkHeld(journey, customerOrder, ['credit-hold', '']);
        remember(journey, id);
        await grantLimit(journey, creditLimit);
        await untilOrderIs(journey, customerOrder, 'firm');
        await checkAnswer(journey, customerOrder, 'AD');
      },
    },
    {
      name: {
        en: '100 lids: 80 are promised, 50 more are refused since 20 are free',
        zh: '库存 100 个壶盖：已承诺 80，再订 50 被拒（仅余 20）',
      },
      async run(journey) {
        await freeLids(journey, lids.stock);
        const first = await orderLids(journey, 'D', lids.first);
        remember(journey, (await untilOrderIs(journey, first, 'firm')).id);
        await checkAnswer(journey, first, 'AD');
        sameNumber('free after the first', (await atpOfLids(journey)).row[0]?.free, lids.free);
        const second = await orderLids(journey, 'E', lids.second);
        await untilOrderIs(journey, second, 'rejected');
        await checkAnswer(journey, second, 'RD');
        const customers = await orderOf(journey, 'chen.li', second);
        same(
          'lines',
          customers.lines.map(({ status }) => status),
          ['rejected'],
        );
        sameNumber('free after the second', (await atpOfLids(journey)).row[0]?.free, lids.free);
      },
    },
    {
      name: {
        en: 'A counter-offer the customer does not want: his 860 cancels it, and the capacity held for it is free again',
        zh: '客户不接受改报：以 860 取消订单，占用的产能随即释放',
      },
      async run(journey) {
        const before = await quoteToasters(journey);
        same('quoted before', before.promised, journey.day(cancellation.offeredDay));
        const customerOrder = `HP${journey.serial}F`;
        await journey.send('harbor-pine', 'toasters-850.edi', { order: customerOrder });
        const offered = await untilOrderIs(journey, customerOrder, 'offered');
        same(
          'offered date',
          offered.lines[0]?.schedules.map(({ promisedCurrent }) => promisedCurrent),
          [journey.day(cancellation.offeredDay)],
        );
        same('quoted while it is held', (await quoteToasters(journey)).promised, journey.day(cancellation.nextDay));
        await journey.send('harbor-pine', 'cancel-860.edi', { order: customerOrder, change: 'CO-01' });
        await untilOrderIs(journey, customerOrder, 'cancelled');
        const { x12 } = await journey.fetchX12('harbor-pine', '865', { order: offered.id });
        same('BCA02', x12.first('BCA')[2], 'AD');
        await eventually('the capacity is free again', async () => {
          same('quoted after', (await quoteToasters(journey)).promised, journey.day(cancellation.offeredDay));
        });
        const customers = await journey.platform.asPartner('harbor-pine').get<OrderView>(`orders/${offered.id}`);
        same('status as the customer reads it', customers.status, 'cancelled');
      },
    },
    {
      name: { en: 'One payment settles the deposits of the small orders', zh: '一笔款项结清小订单定金' },
      async run(journey) {
        const orders = journey.known('spareOrders');
        const deposits = await eventually('the deposits are due', () =>
          Promise.all(
            orders.map(async (id) => {
              const { stages } = await journey.platform
                .asPartner('harbor-pine')
                .get<PaymentPlanView>(`orders/${id}/payment-plan`);
              const deposit = there(
                'deposit',
                stages.find(({ stage }) => stage === 'deposit'),
              );
              same('deposit', deposit.state, 'due');
              return deposit.amount.amount;
            }),
          ),
        );
        // 30 % of 10, 10, 10 and 80 lids at 1.20
        same('deposits', deposits.map(plain), ['3.6', '3.6', '3.6', '28.8']);
        const receipt = await journey.platform.as('qian.wen').post<ReceiptView>('payments-received', {
          payer: 'harbor-pine',
          money: { amount: '39.60', currency: 'USD' },
          valueDate: journey.today,
          reference: `FT${journey.serial}04`,
        });
        same('orders paid', receipt.allocations.map(({ orderId }) => orderId).toSorted(), orders.toSorted());
      },
    },
  ],
};
