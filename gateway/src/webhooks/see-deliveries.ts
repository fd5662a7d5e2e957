import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Actor, Allow, Caller, InstantField, TextField, Transactions } from '@tradeloom/chassis';
import { Deliveries } from './deliveries.ts';
import { webhookOf } from './manage-webhooks.ts';
import { SendWebhooks } from './send-webhooks.ts';

class WhichDeliveries {
  @TextField({ optional: true, enum: ['waiting', 'delivered', 'failed'] }) status?: string;
  @InstantField({ optional: true, description: 'created earlier: the next page' }) before?: string;
}

class SinceBody {
  @InstantField({ description: 'what failed of that time and later' }) since!: string;
}

const who = { roles: ['owner', 'operator', 'system'] as const };

/** What became of each event at an endpoint, attempt by attempt; and the way to send it again. */
@Controller('webhooks/:id/deliveries')
export class SeeDeliveries {
  constructor(
    private readonly transactions: Transactions,
    private readonly deliveries: Deliveries,
    private readonly sending: SendWebhooks,
  ) {}

  /** A hundred, the newest first. */
  @Get()
  @Allow(who)
  list(@Param('id') id: string, @Query() { status, before }: WhichDeliveries, @Caller() by: Actor) {
    return this.transactions.run(async (tx) => {
      await webhookOf(tx, by, id);
      return { items: await this.deliveries.list(tx, id, status, before) };
    });
  }

  @Post(':event/replay')
  @HttpCode(202)
  @Allow(who)
  async replay(@Param('id') id: string, @Param('event') event: string, @Caller() by: Actor): Promise<void> {
    await this.transactions.run(async (tx) => this.deliveries.replay(tx, await webhookOf(tx, by, id), event));
    this.sending.ring();
  }

  @Post('replay')
  @HttpCode(202)
  @Allow(who)
  async replayFailed(@Param('id') id: string, @Body() { since }: SinceBody, @Caller() by: Actor) {
    const again = await this.transactions.run(async (tx) =>
      this.deliveries.replayFailed(tx, await webhookOf(tx, by, id), since),
    );
    this.sending.ring();
    return { again };
  }
}
