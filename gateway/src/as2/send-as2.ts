import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { makeMessage, type Outgoing } from '@tradeloom/as2';
import { inSpan, log, RelayBell, serviceActor, Transactions, type Tx, withScope } from '@tradeloom/chassis';
import { PublicUrl } from '../access/public-url.ts';
import { keepLooking } from '../keep-looking.ts';
import { contentOf } from '../mailboxes/contents.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { pauseMs } from '../outside/attempt.rules.ts';
import { Post, type Posted, unanswered } from '../outside/post.ts';
import { reachOf } from '../outside/reach-of.ts';
import { As2Messages, type DueMessage } from './as2-messages.ts';
import { Stations } from './as2-station.table.ts';
import { certificatesInForce, type Station } from './as2-station.ts';
import { OwnKeys } from './own-keys.ts';
import { SettleReceipt } from './settle-receipt.ts';

const lookEveryMs = 1_000;
const timeoutMs = 60_000;
/** A receipt is some kilobytes. */
const longestAnswer = 1_048_576;
const receiptTo = 'as2@tradeloom.invalid';

const wasTaken = ({ status }: Posted): boolean => status !== null && status >= 200 && status < 300;

/**
 * Posts files to partners, and receipts for theirs. A message keeps its id and its bytes at every attempt, so that a partner
 * who has it says so again instead of taking it twice. A partner has one handful under way at a time: who is silent holds up
 * nobody else.
 */
@Injectable()
export class SendAs2 implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly post = new Post(reachOf(process.env), timeoutMs);
  private readonly stopping = new AbortController();
  private readonly bell = new RelayBell();
  private readonly busy = new Map<string, Promise<void>>();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly transactions: Transactions,
    private readonly messages: As2Messages,
    private readonly keys: OwnKeys,
    private readonly receipts: SettleReceipt,
    private readonly publicUrl: PublicUrl,
  ) {}

  onApplicationBootstrap(): void {
    if (this.keys.newest)
      this.running = keepLooking(() => this.look(), {
        bell: this.bell,
        everyMs: lookEveryMs,
        signal: this.stopping.signal,
        trouble: 'waiting AS2 messages could not be looked for',
      });
  }

  /** What is under way is broken off and given back: a partner may get it twice, with the same id. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await Promise.all(this.busy.values());
  }

  private async look(): Promise<void> {
    const claimed = await this.messages.claim([...this.busy.keys()]);
    for (const [partner, handful] of Map.groupBy(claimed, (one) => one.partner)) {
      const under = this.actAll(handful, (due) => this.send(due)).finally(() => {
        this.busy.delete(partner);
        this.bell.ring();
      });
      this.busy.set(partner, under);
    }
    await this.actAll(await this.messages.unanswered(), (due) => this.giveUp(due));
  }

  private async actAll(some: readonly DueMessage[], work: (due: DueMessage) => Promise<void>): Promise<void> {
    await Promise.all(some.map((due) => this.act(due, () => work(due))));
  }

  private async act(due: DueMessage, work: () => Promise<void>): Promise<void> {
    const attributes = { 'tradeloom.partner.id': due.partner, 'tradeloom.as2.message_id': due.messageId };
    const scope = { by: serviceActor('gateway'), organisations: due.parties };
    try {
      await withScope(scope, () => inSpan('send AS2 message', { attributes }, work));
    } catch (error) {
      log.error({ err: error, partner: due.partner, message: due.messageId }, 'AS2 message not sent; tried again');
    }
  }

  private giveUp(due: DueMessage): Promise<void> {
    return this.transactions.run((tx) => this.receipts.undelivered(tx, due, 'no-receipt', null));
  }

  private async send(due: DueMessage): Promise<void> {
    if (due.direction === 'in') return this.sendReceipt(due);
    const { station, made } = await this.transactions.run((tx) => this.made(tx, due));
    const answer =
      made && station.url
        ? await this.posted(station.url, made, station.encrypt)
        : unanswered('no address or certificate');
    await this.transactions.run(async (tx) => {
      const sent = await this.messages.sentAs(tx, due.messageId);
      if (sent) await this.note(tx, station, sent, answer);
    });
  }

  private posted(url: string, { headers, body }: Outgoing, plain: boolean): Promise<Posted> {
    return this.post.to(url, { headers, body, plain, readAtMost: longestAnswer }, this.stopping.signal);
  }

  /** By ourselves, since the gateway stops: no failure of the partner's. */
  private isBrokenOff({ status }: Posted): boolean {
    return this.stopping.signal.aborted && status === null;
  }

  private async note(tx: Tx, station: Station, sent: DueMessage, answer: Posted): Promise<void> {
    if (!wasTaken(answer)) {
      if (this.isBrokenOff(answer)) return this.messages.giveBack(tx, sent.id);
      const pause = pauseMs(sent.attempts, answer.retryAfter, Math.random());
      return pause === null
        ? this.receipts.undelivered(tx, sent, 'unreachable', answer.reason)
        : this.messages.putOff(tx, sent.id, answer.reason, pause);
    }
    if (station.receipt === 'none') return this.receipts.taken(tx, sent);
    if (station.receipt === 'async') return this.messages.posted(tx, sent.id);
    return this.receipts.settleAnswer(tx, station, sent, answer);
  }

  /** Made at the first attempt; null while the partner has no certificate that it could be sealed for. */
  private async made(tx: Tx, due: DueMessage): Promise<{ station: Station; made: Outgoing | null }> {
    const station = await tx.one(Stations, due.partner);
    const before = await this.messages.bytesOf(tx, due.partner, due.id, 'message');
    if (before) return { station, made: before };
    const interchange = await tx.one(Interchanges, due.interchange ?? '');
    const content = await contentOf(tx, interchange.id);
    const [certificate] = certificatesInForce(station, tx.at);
    const own = this.keys.newest;
    if (!own || (station.encrypt && !certificate)) return { station, made: null };
    const made = makeMessage({
      from: station.ourName,
      to: station.theirName,
      messageId: due.messageId,
      date: tx.at,
      subject: interchange.fileName ?? `${interchange.messageType ?? ''} ${interchange.control ?? ''}`.trim(),
      payload: { content, contentType: interchange.contentType, fileName: interchange.fileName },
      compress: station.compress,
      sign: station.sign ? { ...own, digest: 'sha-256' } : null,
      encrypt: station.encrypt && certificate ? { certificate, cipher: station.cipher } : null,
      receipt:
        station.receipt === 'none'
          ? null
          : { to: receiptTo, signed: true, async: station.receipt === 'async' ? this.publicUrl.at('/as2') : null },
    });
    await this.messages.keepMade(tx, due.id, made, made.mics);
    return { station, made };
  }

  /** A receipt that the partner wants posted: where to, his message said. */
  private async sendReceipt(due: DueMessage): Promise<void> {
    const receipt = await this.transactions.run((tx) => this.messages.bytesOf(tx, due.partner, due.id, 'receipt'));
    if (!due.receiptUrl || !receipt) throw new Error('there is no receipt to be posted');
    const answer = await this.posted(due.receiptUrl, receipt, true);
    await this.transactions.run((tx) => {
      if (this.isBrokenOff(answer)) return this.messages.giveBack(tx, due.id);
      const pause = wasTaken(answer) ? null : pauseMs(due.attempts, answer.retryAfter, Math.random());
      return pause === null
        ? this.messages.receiptDone(tx, due.id, answer.reason)
        : this.messages.putOff(tx, due.id, answer.reason, pause);
    });
  }
}
