import { decimal, type IsoDate, money, total, unchanged } from '@tradeloom/kernel';
import fc from 'fast-check';
import { paymentDeadlines } from '../../services/finance/src/payment-plans/payment-deadlines.rules.ts';
import {
  blankPlan,
  type ExportContract,
  type PaymentPlan,
} from '../../services/finance/src/payment-plans/payment-plan.rules.ts';
import { isSettled, stateOf } from '../../services/finance/src/payment-plans/payment-stage.rules.ts';
import {
  activate,
  blockStage,
  close,
  layOut,
  putMoney,
  reachRetention,
  relay,
  sendCopy,
  ship,
  unblockStage,
} from '../../services/finance/src/payment-plans/plan-decision.rules.ts';
import { allocate, owedOn } from '../../services/finance/src/receivables/allocation.rules.ts';
import { creditedBy, type Receipt, receiveMoney } from '../../services/finance/src/receivables/receipt.rules.ts';
import { type History, mustHold, on, type Step } from './history.ts';
import { play, seed } from './play.ts';

interface Paying {
  readonly plan: PaymentPlan;
  readonly receipts: readonly Receipt[];
}

const today = '2026-12-01';
const usd = (amount: string) => money(amount, 'USD');
const contract = (amount: string): ExportContract => ({
  orderId: 'o1',
  customer: 'harbor-pine',
  trader: 'eastbridge',
  total: usd(amount),
  terms: [
    { stage: 'deposit', percent: '30', trigger: 'order-confirmed', days: 7, months: 0 },
    { stage: 'bl-copy', percent: '60', trigger: 'bl-copy-sent', days: 5, months: 0 },
    { stage: 'retention', percent: '10', trigger: 'on-board', days: 0, months: 6 },
  ],
  lines: [{ lineId: '1', least: '100' }],
});

const draft = blankPlan('o1', 'harbor-pine', 'eastbridge');
const ofPlan = (decide: Step<PaymentPlan>): Step<Paying> => on('plan', decide);
/** What orders and logistics tell of an order that is firm. */
const ofFirm = (decide: (today: IsoDate) => Step<PaymentPlan>): Step<Paying> =>
  ofPlan((plan, day) => (plan.confirmedOn === null ? unchanged(plan) : decide(day)(plan, day)));
const stageIds = ['o1:deposit', 'o1:bl-copy', 'o1:retention', 'o1:bl-copy:s1', 'o1:retention:s1', 'o1:retention:s2'];

/** As the door does: what is owed is paid, the rest is credit. */
const receive =
  (amount: string): Step<Paying> =>
  ({ plan, receipts }, valueDate) => {
    const arrived = { money: usd(amount), charges: usd('5'), chargesBorneBy: 'payee' as const, valueDate };
    const allocated = allocate(creditedBy(arrived), owedOn([plan], valueDate), {});
    const arrival = { ...arrived, payee: 'eastbridge', payer: 'harbor-pine', reference: `R${receipts.length}` };
    const receipt = receiveMoney(`r-${receipts.length}`, arrival, allocated);
    const paid = allocated.allocations.map((one) => putMoney(one.stageId, one.money));
    return paid.reduce(
      (so, decide) => {
        const { state, events } = decide(so.state.plan);
        return { state: { ...so.state, plan: state }, events: [...so.events, ...events] };
      },
      { state: { plan, receipts: [...receipts, receipt.state] }, events: receipt.events },
    );
  };

const amount = fc.constantFrom('100000.00', '100000.00', '80000.03', '130000.00');
const stage = fc.constantFrom(...stageIds);
const shipment = fc.constantFrom(['s1', '40000.00', '40'], ['s2', '60000.01', '60'], ['s1', '104000.00', '104']);
const step = fc.oneof(
  amount.map((value) => ofPlan((plan, day) => layOut(contract(value), day)(plan))),
  { weight: 2, arbitrary: amount.map((value) => ofPlan((plan, day) => activate(contract(value), day, day)(plan))) },
  amount.map((value) => ofFirm((day) => relay(contract(value), day, day))),
  {
    weight: 3,
    arbitrary: shipment.map(([shipmentId = '', invoice = '', pieces = '']) =>
      ofFirm((onBoard) => {
        const lines = [{ lineId: '1', quantity: { value: pieces, unit: 'PCE' } }];
        const goods = {
          shipmentId,
          number: shipmentId,
          invoiceNumber: shipmentId,
          invoice: usd(invoice),
          onBoard,
          lines,
        };
        return ship(goods, onBoard);
      }),
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('s1', 's2').map((id) => ofFirm((day) => sendCopy(id, day, day))) },
  fc.constant(ofPlan(close)),
  { weight: 4, arbitrary: fc.constantFrom('30000', '500.37', '99999.99').map(receive) },
  stage.map((id) => ofPlan(blockStage(id, { en: 'claim', zh: '索赔' }))),
  stage.map((id) => ofPlan((plan, day) => unblockStage(id, day)(plan))),
);

const moneyHolds = ({ plan, receipts }: Paying): void => {
  const allocated = receipts.flatMap((receipt) => receipt.allocations.map((one) => one.money.amount));
  mustHold(
    'what is put to stages stays there',
    decimal(total(plan.stages.map((s) => s.settled.amount))).eq(total(allocated)),
  );
  for (const receipt of receipts) {
    const parts = total([...receipt.allocations.map((one) => one.money.amount), receipt.unapplied]);
    mustHold(
      'a receipt is its parts',
      decimal(creditedBy(receipt).amount).eq(parts) && decimal(receipt.unapplied).gte(0),
    );
  }
  for (const { amount: asked, settled } of plan.stages)
    mustHold('no stage is overpaid', decimal(settled.amount).lte(asked.amount));
  for (const { shipmentId, invoice, depositApplied } of plan.shipments) {
    const own = plan.stages.filter((s) => s.shipmentId === shipmentId).map((s) => s.amount.amount);
    mustHold('an invoice is its stages', decimal(invoice.amount).eq(total([depositApplied.amount, ...own])));
  }
};

const timesOf = ({ told }: History<Paying>, type: string, id: string): number =>
  told.filter((e) => e.$typeName.endsWith(`.${type}`) && 'stageId' in e && e.stageId === id).length;

it(`what a customer owes is asked for, paid once and adds up (seed ${seed})`, () => {
  const unreached = play<Paying>({
    follow: [
      {
        process: 'payment-plans/payment-plan',
        of: ({ plan }) => ({ plan: plan.status }),
        reopens: 'an order that grows after it was paid',
      },
    ],
    begin: fc
      .constantFrom(unchanged(draft), activate(contract('100000.00'), today, today)(draft))
      .map(({ state, events }) => ({
        state: { plan: state, receipts: [] },
        events,
      })),
    today,
    step,
    clockwork: {
      deadlines: { retention: ({ plan }) => paymentDeadlines.retention(plan) },
      onDue: ({ part }) => ofPlan((plan, day) => reachRetention(part, day)(plan)),
    },
    always: ({ state }) => moneyHolds(state),
    atLast: (history) => {
      const { plan } = history.state;
      for (const one of plan.stages) {
        const isDue = plan.status === 'active' && stateOf(one, history.today) === 'due';
        mustHold(`${one.id} is asked for`, !isDue || timesOf(history, 'PaymentStageDue', one.id) > 0);
        const isPaid = one.triggeredOn !== null && isSettled(one);
        mustHold(`${one.id} is settled once`, timesOf(history, 'PaymentStageSettled', one.id) === Number(isPaid));
      }
    },
    runs: 2_000,
    steps: 30,
    days: 120,
  });
  expect(unreached).toEqual([]);
}, 120_000);
