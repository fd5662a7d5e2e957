import { Body, Controller, HttpCode, Param, Put } from '@nestjs/common';
import {
  Allow,
  DateField,
  InstantField,
  ListField,
  QuantityBody,
  QuantityField,
  TextField,
  Transactions,
} from '@tradeloom/chassis';
import { setStock, stockId } from './stock.rules.ts';
import { Stocks } from './stock.table.ts';

export class ExpectedReceiptBody {
  @DateField() date!: string;
  @QuantityField() quantity!: QuantityBody;
  @TextField({ description: 'what brings it in' }) source!: string;
}

export class StockBody {
  @QuantityField() onHand!: QuantityBody;
  @InstantField({ optional: true, description: 'when it was counted; now when missing' }) asOf?: string;
  @TextField({ description: 'where the figure comes from' }) source!: string;
  @ListField(() => ExpectedReceiptBody, { optional: true }) receipts?: ExpectedReceiptBody[];
}

/** The factory tells what is on hand of an item, and what will come in. */
@Controller('stocks/:item')
export class SetStock {
  constructor(private readonly transactions: Transactions) {}

  @Put()
  @HttpCode(204)
  @Allow({ kinds: ['factory'], roles: ['owner', 'planner', 'production-manager'] })
  handle(@Param('item') item: string, @Body() { onHand, asOf, source, receipts = [] }: StockBody): Promise<void> {
    return this.transactions.run(async (tx) => {
      const count = {
        unit: onHand.unit,
        onHand: onHand.value,
        asOf: asOf ?? tx.at.toISOString(),
        source,
        receipts: receipts.map((r) => ({ date: r.date, quantity: r.quantity.value, source: r.source })),
      };
      await tx.change(Stocks, stockId(tx.by.organisation, item), setStock(count));
    });
  }
}
