import type { IsoDate, Quantity, Text } from '@tradeloom/kernel';
import type { AuthorityLevel } from '../authority/authority.rules.ts';
import type { OrderStatus } from './order-status.rules.ts';

/** One delivery of a line, each date of its own kind. 交货计划 */
export interface Schedule {
  readonly id: string;
  readonly quantity: Quantity;
  readonly requested: IsoDate;
  /** What we first committed to, and what we are committed to now; null before the first promise. */
  readonly promisedOriginal: IsoDate | null;
  readonly promisedCurrent: IsoDate | null;
  readonly status: 'open' | 'promised' | 'firm' | 'partly-shipped' | 'shipped';
  readonly shipped: string;
}

/** A line of the shared core: what, how much, when. No price stands here. 订单行 */
export interface Line {
  readonly id: string;
  /** The customer's own line number and item number. */
  readonly customerLine: string;
  readonly buyerItem: string;
  readonly item: string;
  readonly description: string;
  readonly quantity: Quantity;
  readonly status: 'open' | 'rejected';
  readonly reason: Text | null;
  /** What a rejected line asked, to be said back; an open line's price stands on the legs. */
  readonly statedPrice: string | null;
  readonly overDeliveryPercent: string;
  readonly underDeliveryPercent: string;
  readonly schedules: Schedule[];
}

/** Where a business document came in. */
export interface Source {
  readonly interchangeId: string;
  readonly messageControl: string;
  readonly messageType: string;
  readonly groupControl: string;
  /** Which message of the file, from 1; of older orders it was not kept. */
  readonly position?: number;
}

/** A counter-offer that the customer was told. It stands while the seller looks for cover again. 改报 */
export interface Offer {
  /** The last business date on which he may accept it. */
  readonly until: IsoDate | null;
  readonly acceptedOn: IsoDate | null;
  /** His acceptances that came before cover did: each is answered once the order is firm, or over. */
  readonly acceptances: readonly { readonly number: string; readonly source: Source | null }[];
}

/** The order that customer, trading company and factory share. Its prices stand on its legs. 订单 */
export interface Order {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly number: string;
  readonly customer: string;
  readonly trader: string;
  readonly factory: string;
  readonly customerOrder: string;
  readonly orderDate: IsoDate;
  readonly receivedOn: IsoDate;
  readonly destinationCountry: string;
  readonly status: OrderStatus;
  /** Counts the terms: 1 as ordered, one more with every agreed change. */
  readonly orderVersion: number;
  readonly lines: Line[];
  readonly authority: AuthorityLevel | null;
  /** A person's login, or `standing-delegation`; null while the level asked for has not approved. */
  readonly approvedBy: string | null;
  readonly openConfirmations: string[];
  readonly confirmations: { readonly code: string; readonly by: string; readonly at: string }[];
  readonly credit: 'unchecked' | 'ok' | 'watch' | 'hold';
  /** The last business date on which a held or offered order may stay so; null in all other states. */
  readonly lapsesAfter: IsoDate | null;
  /** Null before our answer, and once both sides are bound or the order is over. */
  readonly offer: Offer | null;
  readonly source: Source | null;
  /** The customer's changes that were dealt with, each under his own number. */
  readonly changesTaken: { readonly number: string; readonly content: string }[];
  /** The order as the customer said it, to tell a repetition from a contradiction. */
  readonly content: string;
}

export const openLines = (order: Order): Line[] => order.lines.filter((line) => line.status === 'open');

/** What shipped without being ordered any more is nothing that anybody still plans or promises. */
export const ordered = ({ schedules }: Line): Schedule[] => schedules.filter(({ quantity }) => quantity.value !== '0');

/** Every delivery of an open line with its line. */
export const deliveriesOf = (order: Order): { line: Line; schedule: Schedule }[] =>
  openLines(order).flatMap((line) => line.schedules.map((schedule) => ({ line, schedule })));

/** Replaces schedules of open lines. */
export const withSchedules = (order: Order, replace: (line: Line) => Schedule[]): Line[] =>
  order.lines.map((line) => (line.status === 'open' ? { ...line, schedules: replace(line) } : line));

export const tradersOf = ({ customer, trader }: Order): string[] => [customer, trader];

export const parties = (customer: string, trader: string, factory: string): string[] =>
  [customer, trader, factory].filter((party) => party !== '');
