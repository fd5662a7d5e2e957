import { Orders1764000000001 } from './0001-orders.ts';

/** In the order in which they run. */
export const migrations = [Orders1764000000001];
