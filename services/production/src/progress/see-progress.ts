import { Controller, Get, Query } from '@nestjs/common';
import { Allow, TextField, Transactions } from '@tradeloom/chassis';
import { percentOf, type WorkProgress } from './progress.rules.ts';
import { Progress } from './progress.table.ts';

export class WhichProgress {
  @TextField() order!: string;
}

const shown = (work: WorkProgress) => {
  const { orderId, lineId, scheduleId, outsourcingOrderId, outsourcingNumber, outsourcingLine, supplier, item } = work;
  return {
    orderId,
    lineId,
    scheduleId,
    outsourcingOrderId,
    outsourcingNumber,
    outsourcingLine,
    supplier,
    item,
    quantity: { value: work.quantity, unit: work.unit },
    startsOn: work.startsOn,
    targets: work.targets,
    milestones: Object.entries(work.figures).map(([milestone, figures]) => ({
      milestone,
      ...figures,
      percent: percentOf(figures.good, work.quantity),
    })),
    packingHeld: work.packingHeldBy !== null,
  };
};

/** How far the work on an order is, the suppliers' part of it too. */
@Controller('progress-reports')
export class SeeProgress {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory', 'supplier'] })
  handle(@Query() { order }: WhichProgress): Promise<ReturnType<typeof shown>[]> {
    return this.transactions.run(async (tx) => (await tx.find(Progress, { orderId: order }, { id: 'ASC' })).map(shown));
  }
}
