import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import {
  type KeyPair,
  type MessageRequest,
  makeMessage,
  makeReceipt,
  type Outgoing,
  type OutgoingMessage,
  type Received,
  readEnvelope,
  readMessage,
} from '@tradeloom/as2';

export type Answer = 'receipt' | 'async' | 'refusal' | 'unsigned' | 'other-bytes' | 'stranger' | 'down' | 'nothing';

/** A partner's AS2 station: it takes what is posted and answers as it is told. */
export class As2Partner {
  /** What it took, in order. */
  readonly taken: { readonly messageId: string; readonly content: Buffer; readonly received: Received }[] = [];
  /** Receipts that were posted to it. */
  readonly receipts: Received[] = [];
  answer: Answer = 'receipt';
  private readonly server = createServer((request, response) => {
    this.handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  constructor(
    readonly keys: KeyPair,
    private readonly gateway: KeyPair,
    private readonly stranger: KeyPair,
  ) {}

  async open(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this.url;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/as2`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** A message to the gateway, all of AS2 unless said otherwise. */
  message(messageId: string, content: string, changes: Partial<MessageRequest> = {}): OutgoingMessage {
    return makeMessage({
      from: 'HARBORPINE AS2',
      to: 'EASTBRIDGE',
      messageId,
      date: new Date(),
      subject: 'Order',
      payload: { content: Buffer.from(content), contentType: 'application/edi-x12', fileName: 'order.x12' },
      compress: true,
      sign: { ...this.keys, digest: 'sha-256' },
      encrypt: { certificate: this.gateway.certificate, cipher: 'aes-256-cbc' },
      receipt: { to: 'as2@harbor-pine.example', signed: true, async: null },
      ...changes,
    });
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = { headers: request.headers, body: await buffer(request) };
    if (request.url === '/receipts') {
      this.receipts.push(received);
      return void response.writeHead(204).end();
    }
    if (this.answer === 'down') return void response.writeHead(503).end();
    const result = readMessage(received, {
      keys: [this.keys],
      trusted: [this.gateway.certificate],
      policy: { mustSign: true, mustEncrypt: true },
      at: new Date(),
    });
    if (result.verdict !== 'read') throw new Error(`${result.refusal.modifier}: ${result.refusal.detail}`);
    const { message } = result;
    this.taken.push({ messageId: message.messageId, content: message.payload, received });
    if (this.answer === 'async' || this.answer === 'nothing') return void response.writeHead(202).end();
    const { headers, body } = this.receiptFor(received, this.answer);
    response.writeHead(200, headers).end(body);
  }

  /** What it says of a message it was posted. */
  receiptFor(received: Received, answer: Answer): Outgoing {
    const envelope = readEnvelope(received.headers);
    const result = readMessage(received, {
      keys: [this.keys],
      trusted: [this.gateway.certificate],
      policy: { mustSign: true, mustEncrypt: true },
      at: new Date(),
    });
    if (!envelope || result.verdict !== 'read') throw new Error('nothing to answer');
    const other = { ...result.message.mic, digest: createHash('sha256').update('other').digest('base64') };
    return makeReceipt({
      envelope:
        answer === 'unsigned' && envelope.receipt
          ? { ...envelope, receipt: { ...envelope.receipt, signed: false } }
          : envelope,
      fate:
        answer === 'refusal'
          ? { verdict: 'refused', refusal: { modifier: 'unexpected-processing-error', text: { en: 'no', zh: '否' } } }
          : { verdict: 'processed', mic: answer === 'other-bytes' ? other : result.message.mic },
      messageId: `<receipt-${this.taken.length}@harbor-pine.example>`,
      date: new Date(),
      sign: answer === 'stranger' ? this.stranger : this.keys,
    });
  }
}
