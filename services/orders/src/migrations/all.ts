import { Orders1764000000001 } from './0001-orders.ts';
import { OrderDeadlines1764000000101 } from './0002-deadlines.ts';

/** In the order in which they run. */
export const migrations = [Orders1764000000001, OrderDeadlines1764000000101];
