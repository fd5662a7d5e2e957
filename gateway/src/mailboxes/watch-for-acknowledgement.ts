import { Controller } from '@nestjs/common';
import { Due, type FallenDue, Transactions } from '@tradeloom/chassis';
import { Partners } from '../partners/partner.table.ts';
import { Interchanges } from './interchange.table.ts';
import { missAcknowledgement } from './unacknowledged.rules.ts';

/** No 997 came for a file that we sent. */
@Controller()
export class WatchForAcknowledgement {
  constructor(private readonly transactions: Transactions) {}

  @Due(Interchanges, 'acknowledgement')
  handle({ id }: FallenDue): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { partner } = await tx.one(Interchanges, id);
      const { organisation } = await tx.one(Partners, partner);
      await tx.change(Interchanges, id, missAcknowledgement(organisation));
    });
  }
}
