import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { type Actor, Allow, Caller, TextField, Transactions } from '@tradeloom/chassis';
import type { Take } from '@tradeloom/feeds';
import { ownMailbox } from '../partners/own-mailbox.ts';
import { Partners } from '../partners/partner.table.ts';
import { takes } from './how-to-take.ts';

class FeedSettingsBody {
  @TextField({ enum: [...takes], description: 'good-rows (default): one bad row costs only itself' }) take!: Take;
}

const who = { roles: ['system', 'supplier-clerk', 'operator'] as const };

/** How a partner's feeds are taken where the sender of a file does not say. */
@Controller('partners/:partner/feed-settings')
export class SetFeedTake {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow(who)
  see(@Param('partner') partner: string, @Caller() by: Actor): Promise<{ take: Take }> {
    return this.transactions.run(async (tx) => ({ take: (await ownMailbox(tx, partner, by)).feedTake }));
  }

  @Put()
  @Allow(who)
  set(
    @Param('partner') partner: string,
    @Body() { take }: FeedSettingsBody,
    @Caller() by: Actor,
  ): Promise<{ take: Take }> {
    return this.transactions.run(async (tx) => {
      await ownMailbox(tx, partner, by);
      await tx.change(Partners, partner, (present) => ({ state: { ...present, feedTake: take }, events: [] }));
      return { take };
    });
  }
}
