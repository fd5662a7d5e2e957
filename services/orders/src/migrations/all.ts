import { Orders1764000000001 } from './0001-orders.ts';
import { Orders1764000000002 } from './0002-price-changes.ts';

/** In the order in which they run. */
export const migrations = [Orders1764000000001, Orders1764000000002];
