import { Orders1764000000001 } from './0001-orders.ts';
import { OrderDeadlines1764000000101 } from './0002-deadlines.ts';
import { Orders1764000000102 } from './0003-price-changes.ts';
import { SeveralFindings1764000000204 } from './0004-several-findings.ts';
import { DeliveryPlans1764000000205 } from './0005-delivery-plans.ts';
import { OrdersOfADay1764000000206 } from './0006-orders-of-a-day.ts';
import { OrdersByDayAlone1764000000207 } from './0007-orders-by-day-alone.ts';
import { Offers1764000000208 } from './0008-offers.ts';

/** In the order in which they run. */
export const migrations = [
  Orders1764000000001,
  OrderDeadlines1764000000101,
  Orders1764000000102,
  SeveralFindings1764000000204,
  DeliveryPlans1764000000205,
  OrdersOfADay1764000000206,
  OrdersByDayAlone1764000000207,
  Offers1764000000208,
];
