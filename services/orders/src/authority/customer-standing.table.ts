import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { OrderKind } from './authority.rules.ts';

/** What a customer is to the trading company: new ones and core ones ask for more than the amount says. */
export interface CustomerStanding {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly trader: string;
  readonly customer: string;
  readonly standing: 'new' | 'regular' | 'core';
}

export const CustomerStandingsTable = new EntitySchema<CustomerStanding>({
  name: 'customer-standing',
  tableName: 'customer_standings',
  columns: {
    ...nounColumns,
    trader: { type: 'text' },
    customer: { type: 'text' },
    standing: { type: 'text' },
  },
});

export const CustomerStandings: Noun<CustomerStanding> = { name: 'customer-standing', table: CustomerStandingsTable };

const kinds: Readonly<Record<CustomerStanding['standing'], readonly OrderKind[]>> = {
  new: ['new-customer-credit'],
  regular: [],
  core: ['core-customer'],
};

/** A customer nobody has placed yet is a new one. */
export const kindsOf = (standing: CustomerStanding | undefined): readonly OrderKind[] =>
  kinds[standing?.standing ?? 'new'];
