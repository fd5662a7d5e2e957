import { amountOf, centsOf } from '../cents.ts';
import { creditLimit, rates } from '../expected.ts';
import { allOrders } from '../first-day.ts';
import type { Debt, Journey, Step } from '../journey.ts';
import { untilOrderIs } from '../order-of.ts';
import type { PaymentPlanView } from '../views.ts';

const customersPlans = async ({ platform }: Journey): Promise<readonly PaymentPlanView[]> => {
  const planned = (await allOrders(platform)).filter(
    ({ status }) => !['received', 'rejected', 'cancelled'].includes(status),
  );
  return Promise.all(
    planned.map(({ id }) => platform.as('feng.rui').get<PaymentPlanView>(`orders/${id}/payment-plan`)),
  );
};

/** What is still to be paid besides deposits. */
const openCents = ({ stages }: PaymentPlanView): bigint =>
  stages
    .filter(({ stage }) => !stage.endsWith('deposit'))
    .reduce((sum, { amount, settled }) => sum + centsOf(amount.amount) - centsOf(settled.amount), 0n);

/** Stages that are due, or have a date: unpaid they would hold every new order of the customer. */
const debtsOf = ({ orderId, stages }: PaymentPlanView): Debt[] =>
  stages.flatMap(({ id: stageId, amount, settled, due, state }) =>
    due === null || state === 'settled'
      ? []
      : [{ orderId, stageId, amount: amountOf(centsOf(amount.amount) - centsOf(settled.amount)), due }],
  );

const expectDebts = async (journey: Journey): Promise<void> => {
  const debts = (await customersPlans(journey)).flatMap(debtsOf);
  // From its trigger on a stage may be paid, whatever its date; a retention is owed on its date only.
  const owed = debts.map((debt) => (debt.stageId.includes(':retention') ? debt : { ...debt, due: journey.today }));
  await journey.payOnTheDay(owed);
};

const journeysOwn = /^HP\d{8}[A-F]?$/;

/** Orders that a journey before this one left without an answer, because it was stopped: their customer takes them back. */
const cancelLeftovers = async (journey: Journey): Promise<void> => {
  const orders = await allOrders(journey.platform);
  const open = orders.filter(({ status, customerOrder }) => isUnsettled(status) && journeysOwn.test(customerOrder));
  for (const { customerOrder } of open) {
    await journey.send('harbor-pine', 'cancel-860.edi', {
      order: customerOrder,
      change: `X${journey.serial.slice(-7)}`,
    });
    await untilOrderIs(journey, customerOrder, 'cancelled');
  }
};

const isUnsettled = (status: string): boolean => ['audited', 'held', 'offered'].includes(status);

/** The limit that leaves so much free for what comes now: what earlier orders still hold is granted on top. */
export const grantLimit = async (journey: Journey, free: string): Promise<void> => {
  const held = (await customersPlans(journey)).reduce((sum, plan) => sum + openCents(plan), 0n);
  await setLimit(journey, amountOf(held + centsOf(free)));
};

export const setLimit = async ({ platform }: Journey, amount: string): Promise<void> => {
  await platform.as('feng.rui').put('credit-limits/harbor-pine', {
    limit: { amount, currency: 'USD' },
    source: 'credit committee, buyer limit approval 2025-0117',
    approvedDays: 30,
  });
};

export const setRate = async (journey: Journey, rate: string): Promise<void> => {
  await journey.platform
    .as('feng.rui')
    .put('exchange-rates/USD-CNY', { rate, date: journey.today, source: 'CFETS central parity' });
};

export const setCapacity = async ({ platform, today }: Journey, line: string, perDay: string): Promise<void> => {
  await platform.as('liu.fang').put(`capacities/${line}`, { from: today, perDay, source: 'line plan' });
};

/** Each run begins from the same conditions, also on a database that has seen others. */
export const conditions: Step = {
  name: {
    en: 'Exchange rate, credit limit and capacities are set for the day',
    zh: '设定当日汇率、信用额度和产能',
  },
  async run(journey) {
    await cancelLeftovers(journey);
    await expectDebts(journey);
    await setRate(journey, rates.base);
    await grantLimit(journey, creditLimit);
    await setCapacity(journey, 'ASSEMBLY-1', '120');
    await setCapacity(journey, 'ASSEMBLY-2', '20');
  },
};
