import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import type { IsoDate } from '@tradeloom/kernel';
import { type Account, accounts } from './account.rules.ts';
import type { Rate } from './journal-entry.rules.ts';

class EntriesOf {
  @TextField({ description: 'id of the order whose entries are asked for' }) order!: string;
}

interface Row {
  id: string;
  organisation: string;
  occasion: string;
  source: string;
  postedOn: IsoDate;
  currency: string;
  rate: Rate | null;
  lines: { account: Account; debit: string; credit: string }[];
}

const entriesOfOrder = `
  select entry.id, organisation, occasion, source, posted_on as "postedOn", currency, rate,
         json_agg(json_build_object('account', account, 'debit', debit::text, 'credit', credit::text) order by n) as lines
    from journal_entries entry join journal_lines line on line.entry_id = entry.id
   where $1 = any (order_ids)
   group by entry.id order by posted_on, entry.id`;

/** The caller's own books about an order: every entry with its lines, debit equal to credit. */
@Controller('ledger/entries')
export class SeeLedgerEntries {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory'], roles: ['finance-clerk', 'finance-manager', 'owner', 'auditor'] })
  async handle(@Query() { order }: EntriesOf) {
    const rows = await this.transactions.run((tx) => tx.query<Row>(entriesOfOrder, [order]));
    return {
      entries: rows.map((row) => ({
        ...row,
        lines: row.lines.map(({ account, ...amounts }) => ({ account, ...accounts[account], ...amounts })),
      })),
    };
  }
}
