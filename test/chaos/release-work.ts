import type { Act } from './acting.ts';
import { customers } from './customers.ts';
import type { Released } from './doors/doors.ts';
import { firstDay } from './surroundings.ts';
import { until } from './until.ts';

const withinSeconds = 60;

/** Little of everything, so that the orders compete; credit enough, so that none waits for it. */
const conditions = async (act: Act): Promise<void> => {
  for (const customer of ['harbor-pine', ...customers.keys()])
    await act('feng.rui', 'PUT', `credit-limits/${customer}`, {
      limit: { amount: '900000000.00', currency: 'USD' },
      source: 'credit committee',
      approvedDays: 30,
    });
  for (const [line, perDay] of [
    ['ASSEMBLY-1', '300'],
    ['ASSEMBLY-2', '60'],
  ] as const)
    await act('liu.fang', 'PUT', `capacities/${line}`, { from: firstDay, perDay, source: 'line plan' });
  await act('liu.fang', 'PUT', 'stocks/KT18-LID', { onHand: { value: '2500', unit: 'PCE' }, source: 'stock count' });
};

const untilSeen = async (what: string, look: () => Promise<boolean>): Promise<void> => {
  const missing = await until(async () => ((await look()) ? undefined : what), withinSeconds);
  if (missing !== undefined) throw new Error(`not within ${withinSeconds} s: ${missing}`);
};

/** One order as far as its supplier's outsourcing order: what reports, delivery notes and issue slips are about. */
export const releaseWork = async (act: Act): Promise<Released> => {
  await conditions(act);
  const { id } = await act<{ id: string }>('harbor-pine', 'POST', 'orders', bigOrder);
  await untilSeen('the order is firm', async () => {
    const { status } = await act<{ status: string }>('chen.li', 'GET', `orders/${id}`);
    return status === 'firm';
  });
  await payDeposit(act, id);
  const sample = await act<{ id: string }>('tan.hui', 'POST', `orders/${id}/samples`, { item: 'KT-18' });
  await act('sun.yan', 'POST', `samples/${sample.id}/approval`, { verdict: 'approved', goldenSample: 'GS-CHAOS' });
  let released: Released | undefined;
  await untilSeen('the work is released', async () => {
    const orders = await act<{ id: string; number: string; supplier: string }[]>(
      'liu.fang',
      'GET',
      `outsourcing-orders?order=${id}`,
    );
    const own = orders.find(({ supplier }) => supplier === 'jinfeng');
    if (own) released = { outsourcingId: own.id, outsourcingNumber: own.number };
    return released !== undefined;
  });
  if (!released) throw new Error('no outsourcing order');
  return released;
};

const quantity = { value: '3300', unit: 'PCE' };

const bigOrder = {
  seller: 'eastbridge',
  customerOrder: 'CHAOS-1',
  orderDate: firstDay,
  currency: 'USD',
  tradeTerm: { incoterm: 'FOB', place: 'Ningbo' },
  paymentTerms: 'T/T 30/60/10',
  freightBy: 'buyer',
  destinationCountry: 'US',
  lines: [
    {
      line: '1',
      buyerItem: 'HP-20018',
      quantity,
      unitPrice: '14.85',
      schedules: [{ quantity, date: '2027-04-26' }],
    },
  ],
};

interface Plan {
  readonly stages: readonly {
    readonly id: string;
    readonly stage: string;
    readonly state: string;
    readonly amount: { readonly amount: string; readonly currency: string };
  }[];
}

const payDeposit = async (act: Act, order: string): Promise<void> => {
  let deposit: Plan['stages'][number] | undefined;
  await untilSeen('the deposit is due', async () => {
    const { stages } = await act<Plan>('harbor-pine', 'GET', `orders/${order}/payment-plan`);
    deposit = stages.find(({ stage, state }) => stage === 'deposit' && state === 'due');
    return deposit !== undefined;
  });
  await act('qian.wen', 'POST', 'payments-received', {
    payer: 'harbor-pine',
    money: deposit?.amount,
    valueDate: firstDay,
    reference: 'FT-CHAOS-1',
    order,
  });
};
