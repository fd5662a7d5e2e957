import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type KeyPair,
  makeMessage,
  type OutgoingMessage,
  type Received,
  readReceipt,
  type Settlement,
  settleReceipt,
} from '@tradeloom/as2';
import { as2Identity } from '../../../gateway/test/as2-identity.ts';
import type { Act } from '../acting.ts';
import type { Receipt } from '../checkers/evidence.rules.ts';
import type { Answered, Operable } from '../doors/door.ts';
import { customersBy } from '../doors/doors.ts';

const ourName = 'EASTBRIDGE';
const answerWithinMs = 15_000;
const lookEveryMs = 100;

const said = (settlement: Settlement): string =>
  'text' in settlement ? settlement.text.en : (settlement.warning ?? 'processed');

interface Sent {
  readonly operable: Operable;
  readonly message: OutgoingMessage;
}

/** Customers who send their orders by AS2, signed and sealed, and want a receipt at once or later. */
export class As2Customers {
  /** Every receipt there was, in order. */
  readonly receipts: Receipt[] = [];
  private readonly sent = new Map<string, Sent>();
  private readonly listener: Server;

  private readonly address: string;
  private readonly keys: KeyPair;
  private readonly gateway: X509Certificate;

  private constructor(address: string, keys: KeyPair, gateway: X509Certificate) {
    this.address = address;
    this.keys = keys;
    this.gateway = gateway;
    this.listener = createServer((request, response) => {
      this.hear(request).then(
        () => response.writeHead(204).end(),
        () => response.writeHead(400).end(),
      );
    });
  }

  static async open(act: Act, gateway: string): Promise<As2Customers> {
    const keys = as2Identity('chaos customers');
    let ours: { readonly pem: string } | undefined;
    for (const [customer] of customersBy.as2) {
      const terms = { ourName, theirName: `${customer} AS2` };
      ({
        ours: [ours],
      } = await act<{ ours: [{ pem: string }] }>(customer, 'PUT', `partners/${customer}/as2`, terms));
      await act(customer, 'POST', `partners/${customer}/as2/certificates`, { pem: String(keys.certificate) });
    }
    if (!ours) throw new Error('the gateway has no AS2 certificate');
    const customers = new As2Customers(`${gateway}/as2`, keys, new X509Certificate(ours.pem));
    customers.listener.listen(0, '127.0.0.1');
    await once(customers.listener, 'listening');
    return customers;
  }

  close(): void {
    this.listener.closeAllConnections();
    this.listener.close();
  }

  /** Once: the same message at every attempt. It is taken when a receipt says so that names what was sent. */
  async send(operable: Operable): Promise<Answered> {
    const { message } = this.sentFor(operable);
    try {
      const answer = await fetch(this.address, {
        method: 'POST',
        headers: message.headers,
        body: new Uint8Array(message.body),
        signal: AbortSignal.timeout(answerWithinMs),
      });
      const body = Buffer.from(await answer.arrayBuffer());
      if (answer.status >= 300)
        return { outcome: 'unknown', said: `${answer.status} ${body.toString().slice(0, 200)}` };
      if (answer.status === 204) return await this.later(operable);
      const settlement = this.note({ headers: Object.fromEntries(answer.headers), body });
      return {
        outcome: settlement?.outcome === 'processed' ? 'ok' : 'unknown',
        said: settlement ? said(settlement) : '',
      };
    } catch (error) {
      const { cause, message: why } = error as Error;
      return { outcome: 'unknown', said: (cause as NodeJS.ErrnoException | undefined)?.code ?? why };
    }
  }

  private async later({ door, key }: Operable): Promise<Answered> {
    const until = performance.now() + answerWithinMs;
    for (;;) {
      const receipt = this.receipts.find((one) => one.door === door && one.key === key);
      if (receipt?.outcome === 'processed') return { outcome: 'ok', said: 'posted later' };
      if (performance.now() > until) return { outcome: 'unknown', said: 'no receipt yet' };
      await pause(lookEveryMs);
    }
  }

  private async hear(request: IncomingMessage): Promise<void> {
    if (!this.note({ headers: request.headers, body: await buffer(request) })) throw new Error('for nothing of ours');
  }

  /** @returns what it proves; undefined when it is for nothing that was sent */
  private note(received: Received): Settlement | undefined {
    const result = readReceipt(received, { trusted: [this.gateway], at: new Date() });
    const about = result.verdict === 'read' ? this.sent.get(result.receipt.originalMessageId) : undefined;
    if (!about) return undefined;
    const { operable, message } = about;
    const messageId = message.headers['Message-ID'] ?? '';
    const settlement = settleReceipt(result, { messageId, mics: message.mics, signedReceipt: true });
    this.receipts.push({
      door: operable.door,
      key: operable.key,
      messageId,
      outcome: settlement.outcome,
      sent: message.mics.map(({ digest }) => digest),
    });
    return settlement;
  }

  private sentFor(operable: Operable): Sent {
    const messageId = `<${operable.key}@${operable.who}.example>`;
    const before = this.sent.get(messageId);
    if (before) return before;
    const { port } = this.listener.address() as AddressInfo;
    const message = makeMessage({
      from: `${operable.who} AS2`,
      to: ourName,
      messageId,
      date: new Date(),
      subject: operable.key,
      payload: {
        content: Buffer.from(operable.body),
        contentType: operable.contentType,
        fileName: `${operable.key}.edi`,
      },
      compress: true,
      sign: { ...this.keys, digest: 'sha-256' },
      encrypt: { certificate: this.gateway, cipher: 'aes-256-cbc' },
      receipt: {
        to: 'as2@customers.example',
        signed: true,
        async: operable.way === 'as2-async' ? `http://127.0.0.1:${port}/receipts` : null,
      },
    });
    const sent = { operable, message };
    this.sent.set(messageId, sent);
    return sent;
  }
}
