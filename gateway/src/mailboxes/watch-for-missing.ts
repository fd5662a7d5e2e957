import { Controller } from '@nestjs/common';
import { Due, type FallenDue, Transactions } from '@tradeloom/chassis';
import { Partners } from '../partners/partner.table.ts';
import { tellGap } from './control-series.rules.ts';
import { AllControlSeries } from './control-series.table.ts';

/** A control number of a partner was passed over, and has not come since. */
@Controller()
export class WatchForMissing {
  constructor(private readonly transactions: Transactions) {}

  @Due(AllControlSeries, 'missing')
  handle({ id, part }: FallenDue): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { organisation, counterparty } = await tx.one(Partners, id);
      await tx.change(AllControlSeries, id, tellGap(part, organisation, counterparty));
    });
  }
}
