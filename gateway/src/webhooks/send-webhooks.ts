import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { inSpan, log, RelayBell, serviceActor, Transactions, type Tx, withScope } from '@tradeloom/chassis';
import { keepLooking } from '../keep-looking.ts';
import { type Answered, pauseMs } from '../outside/attempt.rules.ts';
import { Post } from '../outside/post.ts';
import { reachOf } from '../outside/reach-of.ts';
import { type Claimed, Deliveries } from './deliveries.ts';
import { messageFor, type WebhookMessage } from './message.ts';
import { WebhookSignatures } from './signed.ts';
import { noteAttempt, type Webhook } from './webhook.rules.ts';
import { Webhooks } from './webhook.table.ts';

const lookEveryMs = 1_000;
const trimEveryMs = 3_600_000;
const secondInMs = 1_000;
/** Standard Webhooks asks for 15 to 30 seconds. */
const defaultTimeoutSeconds = 15;

const timeoutMsOf = (env: NodeJS.ProcessEnv): number =>
  Number(env['WEBHOOK_TIMEOUT_SECONDS'] || defaultTimeoutSeconds) * secondInMs;

/**
 * Hands events to endpoints, at least once each. An endpoint has one handful under way at a time; one that fails rests
 * behind its breaker, and what waits for it goes on waiting.
 */
@Injectable()
export class SendWebhooks implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly post = new Post(reachOf(process.env), timeoutMsOf(process.env));
  private readonly stopping = new AbortController();
  private readonly bell = new RelayBell();
  private readonly busy = new Map<string, Promise<void>>();
  private running: Promise<void> = Promise.resolve();
  private trimmedAt = performance.now();

  constructor(
    private readonly transactions: Transactions,
    private readonly deliveries: Deliveries,
    private readonly signatures: WebhookSignatures,
  ) {}

  onApplicationBootstrap(): void {
    this.running = keepLooking(() => this.look(), {
      bell: this.bell,
      everyMs: lookEveryMs,
      signal: this.stopping.signal,
      trouble: 'waiting webhooks could not be looked for',
    });
  }

  /** What is under way is broken off and given back: it may arrive twice. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all(this.busy.values());
  }

  /** Something new waits. */
  ring(): void {
    this.bell.ring();
  }

  /** One attempt, now; its outcome is answered, not kept. */
  async attempt(webhook: Webhook, message: WebhookMessage, at: Date): Promise<Answered> {
    const headers = this.signatures.headersFor(webhook, message.id, at, message.body);
    const begun = performance.now();
    const letter = { body: message.body, headers: { ...headers, 'content-type': 'application/json' } };
    const { status, reason, retryAfter } = await this.post.to(webhook.url, letter, this.stopping.signal);
    return { at: at.toISOString(), status, reason, ms: Math.round(performance.now() - begun), retryAfter };
  }

  private async look(): Promise<void> {
    const claimed = await this.deliveries.claim([...this.busy.keys()]);
    for (const [webhook, handful] of Map.groupBy(claimed, (one) => one.webhook)) {
      const under = this.send(handful).finally(() => {
        this.busy.delete(webhook);
        this.bell.ring();
      });
      this.busy.set(webhook, under);
    }
    if (performance.now() - this.trimmedAt < trimEveryMs) return;
    this.trimmedAt = performance.now();
    await this.deliveries.trim();
  }

  private async send(handful: readonly Claimed[]): Promise<void> {
    await Promise.all(
      handful.map((claimed) =>
        this.sendOne(claimed).catch((error: unknown) =>
          log.error({ err: error, webhook: claimed.webhook, event: claimed.eventId }, 'webhook not sent; tried again'),
        ),
      ),
    );
  }

  private sendOne(claimed: Claimed): Promise<void> {
    const { webhook: id, eventId, parties } = claimed;
    const attributes = { 'tradeloom.webhook': id, 'tradeloom.event.id': eventId };
    return withScope({ by: serviceActor('gateway'), organisations: parties }, () =>
      inSpan('send webhook', { attributes }, async () => {
        const { webhook, message, at } = await this.transactions.run(async (tx) => ({
          webhook: await tx.one(Webhooks, id),
          message: await messageFor(tx, eventId),
          at: tx.at,
        }));
        const answered = await this.attempt(webhook, message, at);
        await this.transactions.run((tx) => this.note(tx, claimed, answered));
      }),
    );
  }

  private async note(tx: Tx, claimed: Claimed, { retryAfter, ...attempt }: Answered): Promise<void> {
    if (this.stopping.signal.aborted && attempt.status === null) return this.deliveries.giveBack(tx, claimed);
    await this.deliveries.settle(tx, claimed, attempt, pauseMs(claimed.attempts, retryAfter, Math.random()));
    await tx.change(Webhooks, claimed.webhook, noteAttempt(attempt, tx.at));
  }
}
