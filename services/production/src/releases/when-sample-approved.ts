import { Controller } from '@nestjs/common';
import { NotYetKnown, On, Transactions } from '@tradeloom/chassis';
import { quality } from '@tradeloom/contracts';
import { approveSample } from './release.rules.ts';
import { Releases } from './release.table.ts';

/** The sample of an item is approved: one condition less before work is released. */
@Controller()
export class WhenSampleApproved {
  constructor(private readonly transactions: Transactions) {}

  @On(quality.SampleApprovedSchema)
  handle({ orderId, item }: quality.SampleApproved): Promise<void> {
    return this.transactions.run(async (tx) => {
      const [gate] = await tx.find(Releases, { id: orderId });
      if (!gate) throw new NotYetKnown('release', orderId);
      await tx.change(Releases, orderId, approveSample(item, tx.today));
    });
  }
}
