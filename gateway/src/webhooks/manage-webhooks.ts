import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  type Actor,
  Allow,
  Caller,
  newId,
  noteSecurity,
  TextField,
  Transactions,
  type Tx,
  whoIs,
} from '@tradeloom/chassis';
import { must, notFound } from '@tradeloom/kernel';
import { Not } from 'typeorm';
import { reachOf } from '../outside/reach-of.ts';
import { Deliveries } from './deliveries.ts';
import { messageOf } from './message.ts';
import { SendWebhooks } from './send-webhooks.ts';
import { WebhookSignatures } from './signed.ts';
import { termsOf, WebhookBody } from './terms.ts';
import { changeWebhook, openWebhook, removeWebhook, rotateKey, type Webhook } from './webhook.rules.ts';
import { Webhooks } from './webhook.table.ts';

class ChangedWebhookBody extends WebhookBody {
  @TextField({ enum: ['enabled', 'disabled'] }) status!: 'enabled' | 'disabled';
}

const who = { roles: ['owner', 'operator', 'system'] as const };
const endpointsAtMost = 10;

const shown = ({ parties: _parties, version: _version, failures: _failures, keys, ...rest }: Webhook) => ({
  ...rest,
  keys: keys.map(({ number, until }) => ({ number, until })),
});

/** The endpoint of the caller's organisation; another's is not found. */
export const webhookOf = async (tx: Tx, by: Actor, id: string): Promise<Webhook> => {
  const webhook = await tx.one(Webhooks, id);
  if (webhook.organisation !== by.organisation || webhook.status === 'removed') throw notFound('webhook', id);
  return webhook;
};

/** Where the caller's organisation is told of events, and with which keys. */
@Controller('webhooks')
export class ManageWebhooks {
  private readonly reach = reachOf(process.env);

  constructor(
    private readonly transactions: Transactions,
    private readonly signatures: WebhookSignatures,
    private readonly deliveries: Deliveries,
    private readonly sending: SendWebhooks,
  ) {}

  /** The keys are shown here and when they are changed, and never again. */
  @Post()
  @Allow(who)
  async add(@Body() body: WebhookBody, @Caller() by: Actor) {
    const { organisation, login } = by;
    const terms = termsOf(body, this.reach);
    const webhook = await this.transactions.run(async (tx) => {
      const present = await tx.find(Webhooks, { organisation, status: Not('removed') });
      must(present.length < endpointsAtMost, 'gateway.webhook.too-many', {
        en: `An organisation has at most ${endpointsAtMost} endpoints`,
        zh: `每个组织最多 ${endpointsAtMost} 个回调地址`,
      });
      return tx.add(Webhooks, openWebhook(terms, { id: newId(), organisation, login, at: tx.at }));
    });
    noteSecurity('webhook-changed', { ...whoIs(by), what: webhook.id });
    return { ...shown(webhook), ...this.signatures.keysFor(webhook) };
  }

  @Get()
  @Allow(who)
  list(@Caller() { organisation }: Actor) {
    return this.transactions.run(async (tx) => ({
      items: (await tx.find(Webhooks, { organisation, status: Not('removed') }, { createdAt: 'ASC' })).map(shown),
    }));
  }

  @Get(':id')
  @Allow(who)
  one(@Param('id') id: string, @Caller() by: Actor) {
    return this.transactions.run(async (tx) => shown(await webhookOf(tx, by, id)));
  }

  /** Enabled again, an endpoint that was switched off is told of what happens from now on, and of what still waited. */
  @Put(':id')
  @Allow(who)
  async change(@Param('id') id: string, @Body() body: ChangedWebhookBody, @Caller() by: Actor) {
    const terms = termsOf(body, this.reach);
    const changed = await this.transactions.run(async (tx) => {
      await webhookOf(tx, by, id);
      await this.deliveries.hurry(tx, id);
      return tx.change(Webhooks, id, changeWebhook(terms, body.status));
    });
    noteSecurity('webhook-changed', { ...whoIs(by), what: id });
    this.sending.ring();
    return shown(changed);
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow(who)
  async remove(@Param('id') id: string, @Caller() by: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      await webhookOf(tx, by, id);
      await tx.change(Webhooks, id, removeWebhook);
      await this.deliveries.forget(tx, id);
    });
    noteSecurity('webhook-changed', { ...whoIs(by), what: id });
  }

  /** New keys; for a day the ones before sign beside them. */
  @Post(':id/keys')
  @Allow(who)
  async rotate(@Param('id') id: string, @Caller() by: Actor) {
    const changed = await this.transactions.run(async (tx) => {
      await webhookOf(tx, by, id);
      return tx.change(Webhooks, id, rotateKey(tx.at));
    });
    noteSecurity('webhook-changed', { ...whoIs(by), what: id });
    return { ...shown(changed), ...this.signatures.keysFor(changed) };
  }

  /** Sends a message of no event, now and once, and answers what came of it. */
  @Post(':id/test')
  @HttpCode(200)
  @Allow(who)
  async test(@Param('id') id: string, @Caller() by: Actor) {
    const [webhook, at, today] = await this.transactions.run(
      async (tx) => [await webhookOf(tx, by, id), tx.at, tx.today] as const,
    );
    const { retryAfter: _retryAfter, ...attempt } = await this.sending.attempt(
      webhook,
      messageOf({
        id: newId(),
        type: 'gateway.Test',
        at,
        businessDate: today,
        orderId: null,
        actor: { login: by.login, organisation: by.organisation },
        text: { en: 'A test of this endpoint', zh: '回调地址测试' },
        traceId: null,
        digest: null,
      }),
      at,
    );
    return attempt;
  }
}
