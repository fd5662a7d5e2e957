import { Body, Controller, Post } from '@nestjs/common';
import {
  Allow,
  Ask,
  DateField,
  ListField,
  newId,
  QuantityBody,
  QuantityField,
  TextField,
  Transactions,
} from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { must, type Text, unchanged } from '@tradeloom/kernel';
import { Items } from '../items/item.table.ts';
import { promisesIn } from '../orders/promises.rules.ts';
import { listInForce, type PriceList } from '../prices/price.rules.ts';
import { PriceLists } from '../prices/price-list.table.ts';
import {
  because,
  type Enquiry,
  expiryOf,
  factoryOf,
  keyOf,
  mustBeQuotable,
  type Quotation,
  type QuotedLine,
  quoteLines,
  totalQuoted,
} from './quotation.rules.ts';
import { Quotations } from './quotation.table.ts';

class EnquiredLine {
  @TextField({ max: 48 }) item!: string;
  @QuantityField() quantity!: QuantityBody;
  @DateField() requested!: string;
}

class CustomerEnquiry {
  @TextField({ max: 40 }) customer!: string;
  @ListField(() => EnquiredLine, { minSize: 1 }) lines!: EnquiredLine[];
}

interface QuotationView {
  readonly id: string;
  readonly number: string;
  readonly promises: readonly QuotedLine[];
  readonly total: { readonly amount: string; readonly currency: string };
  readonly because: readonly Text[];
  readonly dataAsOf: string;
  readonly expiresAt: string;
}

/** What we would sell at, and when: production is asked what it could promise now, holding nothing. */
@Controller('quotes')
export class Quote {
  constructor(
    private readonly transactions: Transactions,
    private readonly ask: Ask,
  ) {}

  @Post()
  @Allow({ kinds: ['trader'], roles: ['sales', 'sales-supervisor', 'owner', 'system'] })
  async handle(@Body() { customer, lines }: CustomerEnquiry): Promise<QuotationView> {
    const { list, factory } = await this.termsFor(customer, lines);
    const answer = await this.ask.production(
      production.PromisingService.method.quoteDelivery,
      { factory, deliveries: lines.map((line, position) => ({ ...line, ...keyOf(position) })) },
      { onBehalfOf: [list.seller, factory] },
    );
    const quoted = quoteLines(lines, promisesIn(answer.schedules), list);
    const kept = await this.keep(customer, factory, list, quoted, answer.dataAsOf);
    const { id, number, currency, total: amount, expiresAt, dataAsOf } = kept;
    return {
      id,
      number,
      promises: quoted,
      total: { amount, currency },
      because: because(quoted, list),
      dataAsOf,
      expiresAt: expiresAt.toISOString(),
    };
  }

  private termsFor(customer: string, lines: readonly Enquiry[]): Promise<{ list: PriceList; factory: string }> {
    return this.transactions.run(async (tx) => {
      const trader = tx.by.organisation;
      const list = listInForce(await tx.find(PriceLists, { kind: 'export', seller: trader }), customer, tx.today);
      must(
        list !== undefined,
        'orders.quotation.no-agreement',
        { en: `There is no price list for ${customer}`, zh: `没有适用于 ${customer} 的价目表` },
        { customer },
      );
      const items = await tx.find(Items, { trader });
      const factory = factoryOf(lines, items);
      mustBeQuotable(lines, items);
      return { list, factory };
    });
  }

  private keep(
    customer: string,
    factory: string,
    list: PriceList,
    lines: QuotedLine[],
    dataAsOf: string,
  ): Promise<Quotation> {
    const { seller: trader, currency } = list;
    return this.transactions.run(async (tx) => {
      const [row] = await tx.query<{ drawn: string }>(`select nextval('quotation_numbers') as drawn`);
      const quotation: Quotation = {
        id: newId(),
        version: 0,
        parties: [trader],
        number: `Q-${tx.today.slice(0, 4)}-${(row?.drawn ?? '').padStart(6, '0')}`,
        trader,
        customer,
        factory,
        currency,
        lines,
        total: totalQuoted(lines, currency),
        quotedAt: tx.at,
        expiresAt: expiryOf(tx.at),
        dataAsOf,
      };
      return tx.add(Quotations, unchanged(quotation));
    });
  }
}
