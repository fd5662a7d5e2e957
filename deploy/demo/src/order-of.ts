import { same, there } from './check.ts';
import { eventually } from './eventually.ts';
import type { Journey } from './journey.ts';
import type { OrderView, Page, TimelineEntry } from './views.ts';

/** The customer's order as one of its parties reads it. */
export const orderOf = async (journey: Journey, login: string, customerOrder: string): Promise<OrderView> => {
  const query = new URLSearchParams({ customerOrder });
  const { items } = await journey.platform.as(login).get<Page<OrderView>>(`orders?${query}`);
  return there(`order ${customerOrder} as ${login}`, items[0]);
};

export const orderById = (journey: Journey, login: string): Promise<OrderView> =>
  journey.platform.as(login).get<OrderView>(`orders/${journey.known('order').id}`);

export const untilOrderIs = (journey: Journey, customerOrder: string, status: string): Promise<OrderView> =>
  eventually(`order ${customerOrder} is ${status}`, async () => {
    const order = await orderOf(journey, 'chen.li', customerOrder);
    same(
      `order ${customerOrder} status (waits for ${order.waitingFor.map((w) => w.code).join(', ') || 'nothing'})`,
      order.status,
      status,
    );
    return order;
  });

export const timelineOf = async (
  journey: Journey,
  login: string,
  orderId: string,
): Promise<readonly TimelineEntry[]> => {
  const { entries } = await journey.platform
    .as(login)
    .get<{ entries: readonly TimelineEntry[] }>(`orders/${orderId}/timeline`);
  return entries;
};

/** How often an event stands on the order's timeline, as the trading company sees it. */
export const timesTold = async (journey: Journey, type: string): Promise<number> => {
  const entries = await timelineOf(journey, 'chen.li', journey.known('order').id);
  return entries.filter((entry) => entry.type === type || entry.type.endsWith(`.${type}`)).length;
};
