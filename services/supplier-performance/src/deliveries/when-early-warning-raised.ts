import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { recordWarning } from './delivery-record.rules.ts';
import { recordDelivery } from './record-delivery.ts';

@Controller()
export class WhenEarlyWarningRaised {
  constructor(private readonly transactions: Transactions) {}

  @On(production.EarlyWarningRaisedSchema)
  async handle({ outsourcingOrderId, warningId, subject }: production.EarlyWarningRaised): Promise<void> {
    if (outsourcingOrderId === '') return; // about the factory's own work
    await this.transactions.run((tx) =>
      recordDelivery(tx, outsourcingOrderId, recordWarning(warningId, subject, tx.today)),
    );
  }
}
