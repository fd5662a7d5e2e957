import { acknowledge, checkAccepted } from '../acknowledgements.ts';
import { writtenAs } from '../calendar.ts';
import { plain, same, sameMoney, sameNumber, there, Unmet } from '../check.ts';
import { eventually } from '../eventually.ts';
import { plan, promise, order as wanted } from '../expected.ts';
import type { Chapter, Journey } from '../journey.ts';
import { orderById, orderOf, untilOrderIs } from '../order-of.ts';
import { refuses } from '../platform.ts';
import type { AuditView, FindingView, OrderView, PaymentPlanView } from '../views.ts';
import type { Segment } from '../x12-file.ts';
import { conditions } from './conditions.ts';

const compact = (journey: Journey, day: number): string => writtenAs(journey.day(day), 'yyyymmdd');

const linesOf = ({ lines }: OrderView) => {
  const [kettles, toasters] = ['1', '2'].map((n) =>
    there(
      `line ${n}`,
      lines.find((line) => line.customerLine === n),
    ),
  );
  return { kettles: there('line 1', kettles), toasters: there('line 2', toasters) };
};

const byDate = (a: { requested: string }, b: { requested: string }): number => a.requested.localeCompare(b.requested);

const findingOf = (audit: AuditView, code: string, facts: Readonly<Record<string, string>> = {}): FindingView => {
  const found = audit.findings.find(
    (f) => f.code === code && Object.entries(facts).every(([name, value]) => f.facts[name] === value),
  );
  if (!found)
    throw new Unmet(
      `finding ${code}`,
      facts,
      audit.findings.map((f) => [f.code, f.facts]),
    );
  return found;
};

const ackOf = (segments: readonly Segment[]): string[][] =>
  segments.filter(([id]) => id === 'ACK').map((ack) => [ack[1] ?? '', ack[2] ?? '', ack[5] ?? '']);

/** The customer's 850 to a firm order: a counter-offer on one line in between. */
export const orderChapter: Chapter = {
  title: { en: 'The order', zh: '订单' },
  steps: [
    conditions,
    {
      name: {
        en: 'The customer’s ERP posts its 850; it is kept, read and acknowledged (997)',
        zh: '客户 ERP 发送 850，系统保存、读取并回复 997',
      },
      async run(journey) {
        const customerOrder = `HP${journey.serial}`;
        const sent = await journey.send('harbor-pine', 'order-850.edi', { order: customerOrder });
        same('850 status', sent.fate.status, 'processed');
        same(
          '850 verdict',
          sent.fate.messages.map(({ type, verdict }) => [type, verdict]),
          [['850', 'accepted']],
        );
        journey.note('orderFile', sent);
        journey.note('customerOrder', customerOrder);
        await checkAccepted(journey, 'harbor-pine', sent);
      },
    },
    {
      name: {
        en: 'Orders, production and finance agree on an answer: line 1 as asked, line 2 later; nothing is firm',
        zh: '订单、生产、财务形成答复：第 1 行按要求，第 2 行延后；订单尚未生效',
      },
      async run(journey) {
        const customerOrder = journey.known('customerOrder');
        const seen = await untilOrderIs(journey, customerOrder, 'offered');
        const { kettles, toasters } = linesOf(seen);
        journey.note('order', { id: seen.id, number: seen.number });
        journey.note('kettles', { lineId: kettles.id, schedules: kettles.schedules.toSorted(byDate).map((s) => s.id) });
        journey.note('toasters', { lineId: toasters.id, schedules: toasters.schedules.map((s) => s.id) });
        const promised = (line: typeof kettles) =>
          line.schedules
            .toSorted(byDate)
            .map((s) => [plain(s.quantity.value), s.requested, s.promisedOriginal, s.promisedCurrent]);
        const kept = (quantity: string, asked: number, given: number) => [
          quantity,
          journey.day(asked),
          journey.day(given),
          journey.day(given),
        ];
        const { first, second } = wanted.kettles;
        same('line 1 schedules', promised(kettles), [
          kept(first.quantity, first.requested, promise.kettlesFirst.day),
          kept(second.quantity, second.requested, promise.kettlesSecond.day),
        ]);
        same('line 2 schedules', promised(toasters), [
          kept(wanted.toasters.quantity, wanted.toasters.requested, promise.toasters.day),
        ]);
        same(
          'waits for',
          seen.waitingFor.map(({ code }) => code),
          ['customer-acceptance'],
        );
      },
    },
    {
      name: {
        en: 'The audit names what it compared: rate, price bands, HS and names, quality, dates and what binds them',
        zh: '要素审核列明依据：汇率、阶梯价、税号与品名、品质、交期及其约束',
      },
      async run(journey) {
        const { id } = journey.known('order');
        const audit = await journey.platform.as('chen.li').get<AuditView>(`orders/${id}/audit`);
        same('authority', [audit.authority, audit.approvedBy], ['sales', 'standing-delegation']);
        same('confirmations required', audit.confirmationsRequired, []);
        findingOf(audit, 'orders.audit.fx-steady', { movedPercent: '0' });
        findingOf(audit, 'orders.audit.price-as-listed', { item: 'KT-18', tierFrom: '1000', listPrice: '14.85' });
        findingOf(audit, 'orders.audit.price-as-listed', { item: 'TS-04', tierFrom: '300', listPrice: '17.67' });
        findingOf(audit, 'orders.audit.quality-agreed', { item: 'KT-18', critical: '0', major: '2.5', minor: '4.0' });
        findingOf(audit, 'orders.audit.hs-fits', { item: 'KT-18', hsCode: '8516.79' });
        findingOf(audit, 'orders.audit.hs-fits', { item: 'TS-04', hsCode: '8516.72' });
        findingOf(audit, promise.kettlesFirst.because, { committed: journey.day(promise.kettlesFirst.day) });
        findingOf(audit, promise.kettlesSecond.because, { committed: journey.day(promise.kettlesSecond.day) });
        const { boundBy, bufferDays, because, day } = promise.toasters;
        findingOf(audit, because, {
          committed: journey.day(day),
          bufferDays,
          bindingKind: boundBy.kind,
          bindingName: boundBy.name,
        });
        const factorys = await journey.platform.as('gao.jun').get<AuditView>(`orders/${id}/audit`);
        same(
          'price findings that the factory reads',
          factorys.findings.filter((f) => /price|fx-/.test(f.code)),
          [],
        );
      },
    },
    {
      name: { en: '30/60/10 is laid out in draft', zh: '30/60/10 付款计划草案已生成' },
      async run(journey) {
        const { id } = journey.known('order');
        const laidOut = await journey.platform.as('qian.wen').get<PaymentPlanView>(`orders/${id}/payment-plan`);
        same('plan status', laidOut.status, 'draft');
        sameMoney('plan total', laidOut.total, wanted.exportTotal, 'USD');
        same(
          'stages',
          laidOut.stages.map(({ stage, amount, state }) => [stage, amount.amount, state]),
          [
            ['deposit', plan.deposit, 'waiting'],
            ['bl-copy', plan.blCopy, 'waiting'],
            ['retention', plan.retention, 'waiting'],
          ],
        );
      },
    },
    {
      name: {
        en: 'The 855 goes out as a counter-offer (AC), in the trace of the 850',
        zh: '855 以改报（AC）发出，与 850 同一条调用链',
      },
      async run(journey) {
        const file = await journey.fetchX12('harbor-pine', '855', { order: journey.known('order').id });
        const { x12, interchange } = file;
        same('BAK02', x12.first('BAK').slice(2, 4), ['AC', journey.known('customerOrder')]);
        same('BAK08', x12.first('BAK')[8], journey.known('order').number);
        const lines = x12.loops('PO1', 'CTT');
        same(
          'PO1 prices',
          lines.map(([po1]) => plain(po1?.[4] ?? '')),
          [wanted.exportPrices.kettle, wanted.exportPrices.toaster],
        );
        same('ACK of line 1', ackOf(lines[0] ?? []), [
          ['IA', wanted.kettles.first.quantity, compact(journey, promise.kettlesFirst.day)],
          ['IA', wanted.kettles.second.quantity, compact(journey, promise.kettlesSecond.day)],
        ]);
        same('ACK of line 2', ackOf(lines[1] ?? []), [
          ['DR', wanted.toasters.quantity, compact(journey, promise.toasters.day)],
        ]);
        same('trace of 850 and 855', interchange.traceId, journey.known('orderFile').fate.traceId);
        await eventually('the 850 knows its order', async () => {
          const fate = await journey.platform.interchange('harbor-pine', journey.known('orderFile').id);
          same('order of the 850', fate.messages[0]?.orderId, journey.known('order').id);
        });
        await acknowledge(journey, 'harbor-pine', file);
      },
    },
    {
      name: {
        en: 'The same 850 again is a duplicate: TA1 025, and no second order',
        zh: '重复发送同一 850：TA1 025，不产生第二张订单',
      },
      async run(journey) {
        const first = journey.known('orderFile');
        const again = await journey.sendBytes('harbor-pine', 'order-850-again.edi', first.bytes);
        same('status of the duplicate', again.fate.status, 'rejected');
        const [ack] = again.fate.acknowledgements;
        const ta1 = Buffer.from(await journey.platform.content('harbor-pine', there('TA1', ack))).toString('utf8');
        same('TA1', /TA1\*.*\*R\*025/.test(ta1), true);
        const { items } = await journey.platform
          .asPartner('harbor-pine')
          .get<{ items: readonly OrderView[] }>(`orders?customerOrder=${journey.known('customerOrder')}`);
        same('orders of this number', items.length, 1);
      },
    },
    {
      name: { en: 'Each party sees the prices of its own contract only', zh: '各方只看到自己合同的价格' },
      async run(journey) {
        const { id } = journey.known('order');
        const { kettles, toasters } = {
          kettles: journey.known('kettles').lineId,
          toasters: journey.known('toasters').lineId,
        };
        const legsSeenBy = async (read: Promise<OrderView>) =>
          (await read).legs.map((leg) => ({
            kind: leg.kind,
            currency: leg.currency,
            total: plain(leg.total.amount),
            prices: [kettles, toasters].map((line) =>
              plain(leg.prices.find((p) => p.lineId === line)?.unitPrice.amount ?? ''),
            ),
          }));
        const inUsd = {
          kind: 'export',
          currency: 'USD',
          total: plain(wanted.exportTotal),
          prices: Object.values(wanted.exportPrices).map(plain),
        };
        const inCny = {
          kind: 'purchase',
          currency: 'CNY',
          total: plain(wanted.purchaseTotal),
          prices: Object.values(wanted.purchasePrices).map(plain),
        };
        same('legs of the customer', await legsSeenBy(journey.platform.asPartner('harbor-pine').get(`orders/${id}`)), [
          inUsd,
        ]);
        same('legs of the factory', await legsSeenBy(orderById(journey, 'gao.jun')), [inCny]);
        same('legs of the trading company', await legsSeenBy(orderById(journey, 'chen.li')), [inUsd, inCny]);
        await refuses(404, 'request.no-such-resource', () => journey.platform.as('wu.bin').get(`orders/${id}`));
        await refuses(404, 'request.no-such-resource', () =>
          journey.platform.as('gao.jun').get(`orders/${id}/payment-plan`),
        );
        await refuses(404, 'order.not-found', () => journey.platform.as('gao.jun').get('orders/no-such-order'));
      },
    },
    {
      name: {
        en: 'The customer’s 860 accepts the new date, 865 answers: the order is firm',
        zh: '客户 860 接受新交期，865 答复，订单生效',
      },
      async run(journey) {
        const customerOrder = journey.known('customerOrder');
        const sent = await journey.send('harbor-pine', 'accept-offer-860.edi', { order: customerOrder });
        same('860 status', sent.fate.status, 'processed');
        await checkAccepted(journey, 'harbor-pine', sent);
        await untilOrderIs(journey, customerOrder, 'firm');
        const file = await journey.fetchX12('harbor-pine', '865', { order: journey.known('order').id });
        same('BCA02', file.x12.first('BCA')[2], 'AD');
        await acknowledge(journey, 'harbor-pine', file);
        const customers = await journey.platform
          .asPartner('harbor-pine')
          .get<OrderView>(`orders/${journey.known('order').id}`);
        same('status as the customer reads it', customers.status, 'firm');
        const { toasters } = linesOf(await orderOf(journey, 'gao.jun', customerOrder));
        same(
          'date of line 2 as the factory reads it',
          toasters.schedules[0]?.promisedCurrent,
          journey.day(promise.toasters.day),
        );
      },
    },
    {
      name: {
        en: 'The deposit is due in seven days; no work is released before',
        zh: '定金 7 天内到期；此前不放行生产',
      },
      async run(journey) {
        const { id } = journey.known('order');
        await eventually('the deposit is due', async () => {
          const active = await journey.platform
            .asPartner('harbor-pine')
            .get<PaymentPlanView>(`orders/${id}/payment-plan`);
          const deposit = there(
            'deposit',
            active.stages.find(({ stage }) => stage === 'deposit'),
          );
          same('plan', [active.status, deposit.state, deposit.due], ['active', 'due', journey.day(plan.depositDueDay)]);
          sameNumber('deposit', deposit.amount.amount, plan.deposit);
        });
        await eventually('the gate stands', async () => {
          const gate = await journey.platform.as('gao.jun').get<{ releasedOn: string | null }>(`releases/${id}`);
          same('released on', gate.releasedOn, null);
        });
        same('outsourcing orders', await journey.platform.as('liu.fang').get(`outsourcing-orders?order=${id}`), []);
      },
    },
  ],
};
