import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Allow, Caller, TextField, Transactions, withScope } from '@tradeloom/chassis';
import type { CustomerChange } from '../orders/answer-offer.rules.ts';
import { Orders } from '../orders/order.table.ts';
import { takeCustomersChange } from './take-customers-change.ts';

class CustomersWord {
  @TextField({ max: 30, description: "the customer's own number of what he says: said twice it is said once" })
  number!: string;
}

/** A customer without EDI accepts our counter-offer, or takes his order back before it is firm. */
@Controller('orders/:id')
@Allow({ kinds: ['customer'], roles: ['sales', 'sales-supervisor', 'owner', 'merchandiser', 'system'] })
export class AnswerAsCustomer {
  constructor(private readonly transactions: Transactions) {}

  @Post('acceptance')
  @HttpCode(204)
  accept(@Param('id') id: string, @Body() { number }: CustomersWord, @Caller() by: Actor): Promise<void> {
    return this.say(id, number, 'confirmation', by);
  }

  @Post('cancellation')
  @HttpCode(204)
  cancel(@Param('id') id: string, @Body() { number }: CustomersWord, @Caller() by: Actor): Promise<void> {
    return this.say(id, number, 'cancellation', by);
  }

  private async say(id: string, number: string, purpose: CustomerChange['purpose'], by: Actor): Promise<void> {
    const { parties } = await this.transactions.run((tx) => tx.one(Orders, id));
    const change: CustomerChange = { number, purpose, lines: [], note: '', source: null };
    // for all parties, as when it comes in as a document: the order and both its contracts become firm together
    await withScope({ by, organisations: parties }, () =>
      this.transactions.run((tx) => takeCustomersChange(tx, id, change)),
    );
  }
}
