import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Actor, callerTokenHeader, callerTokenSigner } from '@tradeloom/chassis';
import { placesOf, type Stack, startStack } from '@tradeloom/stack';
import { type Figure, figureOf, median, quantile } from './figure.ts';
import { HttpLoad, type Sent } from './http-load.ts';
import { IntakeReference } from './intake-reference.ts';
import { IntakeTables } from './intake-tables.ts';

const bench = 'order-intake';
const inFlight = 32;
const referenceClients = 8;
const rounds = 7;
const roundSeconds = 4;
const warmUpSeconds = 6;
const goal = 0.5;
const goalMs = 100;
const ofPeak = 0.7;
const firstBase = 12_480;

const sales: Actor = { login: 'chen.li', organisation: 'eastbridge', kind: 'trader', role: 'sales' };

/**
 * Orders of five lines at the orders service's own door: caller token, validation, rules, row-level security, one
 * transaction with the order, its two contracts and the outbox row, committed before the answer. In turn with it, the
 * same rows by one prepared statement, which is as fast as this database takes them.
 */
export const orderIntake = async (say: (line: string) => void): Promise<readonly Figure[]> => {
  const stack = await startStack({ only: ['orders'], places: placesOf(process.env, 'bench'), firstBase });
  try {
    return await measured(stack, say);
  } finally {
    await stack.stop();
  }
};

const measured = async (stack: Stack, say: (line: string) => void): Promise<Figure[]> => {
  await using tables = await IntakeTables.open(stack.ownerUrl);
  await tables.clear();
  using load = await HttpLoad.open(ordersUrl(stack), inFlight, await orderMaker(stack));
  await load.peak(warmUpSeconds);
  await using reference = await IntakeReference.open(stack.ownerUrl, await tables.sample(), referenceClients);
  await reference.run(warmUpSeconds / 2);
  const peaks: number[] = [];
  const references: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await tables.drained();
    peaks.push(await load.peak(roundSeconds));
    await tables.drained();
    references.push(await reference.run(roundSeconds));
    say(`round ${round}: ${peaks.at(-1)?.toFixed(0)} orders/s, reference ${references.at(-1)?.toFixed(0)}`);
  }
  await tables.drained();
  const peak = median(peaks);
  const latencies = await load.steady(peak * ofPeak, roundSeconds * 3);
  await tables.assertEveryOrderHasItsEvent();
  return [
    figureOf({
      bench,
      name: bench,
      value: peak,
      unit: 'orders/s',
      reference: `raw pg prepared CTE, ${referenceClients} clients`,
      referenceValue: median(references),
      goal,
      limit: 'ratio at least',
    }),
    figureOf({
      bench,
      name: 'p99-at-70-percent',
      value: quantile(latencies, 0.99),
      unit: 'ms',
      reference: 'median of the same requests',
      referenceValue: median(latencies),
      goal: goalMs,
      limit: 'value at most',
    }),
  ];
};

const ordersUrl = ({ endpoints }: Stack): string => {
  const url = endpoints['orders'];
  if (!url) throw new Error('the stack does not say where orders listens');
  return url;
};

/** Every order bears a number of its own, and a caller token as the gateway would send it along. */
const orderMaker = async ({ places }: Stack): Promise<() => Promise<Sent>> => {
  const sign = callerTokenSigner(readFileSync(join(places.keys, 'caller-token.pem'), 'utf8'));
  const [head, tail] = JSON.stringify(order('#')).split('#');
  const run = Date.now().toString(36);
  let made = 0;
  return async () => {
    made += 1;
    const body = `${head}${run}-${made}${tail}`;
    return { path: '/api/v1/orders', headers: { [callerTokenHeader]: await sign(sales, 'orders') }, body };
  };
};

const line = (number: number, buyerItem: string, value: string, unitPrice: string, ...days: string[]) => ({
  line: String(number),
  buyerItem,
  quantity: { value, unit: 'PCE' },
  unitPrice,
  schedules: days.map((date) => ({ quantity: { value: String(Number(value) / days.length), unit: 'PCE' }, date })),
});

const order = (customerOrder: string) => ({
  customer: 'harbor-pine',
  customerOrder,
  orderDate: '2026-12-07',
  currency: 'USD',
  tradeTerm: { incoterm: 'FOB', place: 'Ningbo' },
  paymentTerms: 'T/T 30/60/10',
  freightBy: 'buyer',
  destinationCountry: 'US',
  lines: [
    line(1, 'HP-20018', '2000', '14.85', '2027-01-25', '2027-02-22'),
    line(2, 'HP-30004', '500', '17.67', '2027-01-18'),
    line(3, 'HP-20018', '1200', '14.85', '2027-03-08'),
    line(4, 'HP-20019', '300', '1.20', '2027-01-18'),
    line(5, 'HP-30004', '640', '17.67', '2027-03-15'),
  ],
});
