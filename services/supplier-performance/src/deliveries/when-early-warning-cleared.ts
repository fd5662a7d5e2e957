import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { production } from '@tradeloom/contracts';
import { recordWarningCleared } from './delivery-record.rules.ts';
import { recordDelivery } from './record-delivery.ts';

@Controller()
export class WhenEarlyWarningCleared {
  constructor(private readonly transactions: Transactions) {}

  @On(production.EarlyWarningClearedSchema)
  async handle({ outsourcingOrderId, warningId }: production.EarlyWarningCleared): Promise<void> {
    if (outsourcingOrderId === '') return; // about the factory's own work
    await this.transactions.run((tx) =>
      recordDelivery(tx, outsourcingOrderId, recordWarningCleared(warningId, tx.today)),
    );
  }
}
