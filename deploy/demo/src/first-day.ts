import { addDays, type IsoDate, mondayFrom } from './calendar.ts';
import { type Platform, Refused } from './platform.ts';
import type { OrderView, Page } from './views.ts';

/** What the platform answers to somebody who asks for a day that has passed: the day it is. */
const businessDateOf = async (platform: Platform): Promise<IsoDate> => {
  const longAgo = '2000-01-01';
  try {
    await platform.as('ops.e').post('demo/clock', { businessDate: longAgo });
  } catch (error) {
    const today = error instanceof Refused ? error.problem.facts?.['today'] : undefined;
    if (typeof today === 'string') return today;
    throw error;
  }
  throw new Error('the demo clock moved backward');
};

/** Every order that the trading company has, whatever its state. */
export const allOrders = async (platform: Platform): Promise<readonly OrderView[]> => {
  const orders: OrderView[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query = new URLSearchParams(after ? { after } : {});
    const page: Page<OrderView> = await platform.as('chen.li').get(`orders?${query}`);
    orders.push(...page.items);
    after = page.next ?? null;
  }
  return orders;
};

interface CapacityView {
  readonly days: readonly { readonly date: IsoDate; readonly booked: string }[];
}

const lastBookedDay = async (platform: Platform, line: string, from: IsoDate): Promise<IsoDate> => {
  const { days } = await platform
    .as('liu.fang')
    .get<CapacityView>(`capacities/${line}?from=${from}&to=${addDays(from, 300)}`);
  return days.findLast(({ booked }) => Number(booked) > 0)?.date ?? '';
};

/** Assembly begins on day 21 at the earliest. */
const daysUntilAssembly = 21;

/**
 * A Monday on which the journey's dates come out as worked out: no other order of the day counts together with it,
 * and what earlier orders booked on the lines lies before its own assembly.
 */
export const firstDay = async (platform: Platform): Promise<IsoDate> => {
  const today = await businessDateOf(platform);
  const received = (await allOrders(platform)).map(({ receivedOn }) => addDays(receivedOn, 1));
  const booked = await Promise.all(['ASSEMBLY-1', 'ASSEMBLY-2'].map((line) => lastBookedDay(platform, line, today)));
  const free = booked.filter((day) => day !== '').map((day) => addDays(day, 1 - daysUntilAssembly));
  return mondayFrom([today, ...received, ...free].toSorted().at(-1) ?? today);
};
