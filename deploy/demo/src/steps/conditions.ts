import { amountOf, centsOf } from '../cents.ts';
import { creditLimit, rates } from '../expected.ts';
import { allOrders } from '../first-day.ts';
import type { Journey, Step } from '../journey.ts';
import type { PaymentPlanView } from '../views.ts';

const customersPlans = async ({ platform }: Journey): Promise<readonly PaymentPlanView[]> => {
  const planned = (await allOrders(platform)).filter(
    ({ status }) => !['received', 'rejected', 'cancelled'].includes(status),
  );
  return Promise.all(
    planned.map(({ id }) => platform.as('feng.rui').get<PaymentPlanView>(`orders/${id}/payment-plan`)),
  );
};

const openCents = ({ stages }: PaymentPlanView, of: (state: string, stage: string) => boolean): bigint =>
  stages
    .filter(({ state, stage }) => of(state, stage))
    .reduce((sum, { amount, settled }) => sum + centsOf(amount.amount) - centsOf(settled.amount), 0n);

/** What an earlier journey on this database left due would hold every new order. */
const payWhatIsDue = async (journey: Journey): Promise<void> => {
  const due = (await customersPlans(journey)).reduce(
    (sum, plan) => sum + openCents(plan, (state) => state === 'due'),
    0n,
  );
  if (due === 0n) return;
  await journey.platform.as('qian.wen').post('payments-received', {
    payer: 'harbor-pine',
    money: { amount: amountOf(due), currency: 'USD' },
    valueDate: journey.today,
    reference: `HP-ARREARS-${journey.serial}`,
  });
};

/** The limit that leaves so much free for what comes now: what earlier orders still hold is granted on top. */
export const grantLimit = async (journey: Journey, free: string): Promise<void> => {
  const held = (await customersPlans(journey)).reduce(
    (sum, plan) => sum + openCents(plan, (_, stage) => !stage.endsWith('deposit')),
    0n,
  );
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
    await payWhatIsDue(journey);
    await setRate(journey, rates.base);
    await grantLimit(journey, creditLimit);
    await setCapacity(journey, 'ASSEMBLY-1', '120');
    await setCapacity(journey, 'ASSEMBLY-2', '20');
  },
};
