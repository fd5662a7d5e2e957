import { Controller, Get, Param } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import type { Release } from './release.rules.ts';
import { Releases } from './release.table.ts';

const shown = ({ id, depositNeeded, depositSettled, samplesNeeded, samplesApproved, releasedOn }: Release) => ({
  orderId: id,
  releasedOn,
  deposit: { needed: depositNeeded, settled: depositSettled },
  samples: samplesNeeded.map((item) => ({ item, approved: samplesApproved.includes(item) })),
});

/** What an order's work still waits for. */
@Controller('releases/:order')
export class SeeRelease {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory'] })
  handle(@Param('order') order: string): Promise<ReturnType<typeof shown>> {
    return this.transactions.run(async (tx) => shown(await tx.one(Releases, order)));
  }
}
