import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, Transactions } from '@tradeloom/chassis';
import { must } from '@tradeloom/kernel';
import { packingHeldBy, releasePacking } from './conclusion.rules.ts';
import { Inspections } from './inspection.table.ts';
import { type ShownInspection, shown } from './see-inspections.ts';

/** The trading company lifts a packing hold without a second DUPRO. */
@Controller('inspections/:id/packing-release')
export class ReleasePacking {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(200)
  @Allow({ kinds: ['trader'], roles: ['owner', 'quality-manager', 'merchandiser'] })
  handle(@Param('id') id: string): Promise<ShownInspection> {
    return this.transactions.run(async (tx) => {
      const { kind, orderId, lineId, scheduleId } = await tx.one(Inspections, id);
      const looks = lineId && scheduleId ? await tx.find(Inspections, { kind, orderId, lineId, scheduleId }) : [];
      must(!looks.some(({ status }) => status === 'planned'), 'quality.inspection.second-look-planned', {
        en: 'A second DUPRO is planned: its result decides',
        zh: '已计划复检，以复检结果为准',
      });
      const isReleased = looks.some((look) => look.id === id && look.releasedOn !== null);
      must(isReleased || packingHeldBy(looks)?.id === id, 'quality.inspection.holds-nothing', {
        en: 'This inspection does not hold the packing',
        zh: '该检验未暂停包装',
      });
      return shown(await tx.change(Inspections, id, releasePacking(tx.today)));
    });
  }
}
