import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Allow, Caller, Transactions } from '@tradeloom/chassis';
import { must, notFound } from '@tradeloom/kernel';
import { stopWaiting } from '../messages/await-turn.ts';
import { InboundWork } from '../messages/inbound-work.ts';
import { beginAnew } from '../messages/reading-attempts.ts';
import { ownProfile } from '../profiles/own-profile.ts';
import { Interchanges } from './interchange.table.ts';

/** A file that waits for one that does not come is read after all, and with it those that wait for the same; or one that was parked. */
@Controller('partners/:partner/interchanges')
export class ReleaseFile {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbound: InboundWork,
  ) {}

  @Post(':id/release')
  @HttpCode(204)
  @Allow({ roles: ['operator'] })
  async handle(@Param('partner') partner: string, @Param('id') id: string, @Caller() by: Actor): Promise<void> {
    const parties = await this.transactions.run(async (tx) => {
      await ownProfile(tx, partner, by);
      const file = await tx.one(Interchanges, id);
      if (file.partner !== partner) throw notFound('interchange', id);
      if (file.held) await stopWaiting(tx, partner, Number(file.control));
      const wasParked = await beginAnew(tx, id);
      must(file.held || wasParked, 'gateway.interchange.not-held', {
        en: 'This file waits neither for another nor for an operator',
        zh: '该文件既未等待其他文件，也无需运维人员处理',
      });
      return file.parties;
    });
    this.inbound.begin(id, parties);
  }
}
