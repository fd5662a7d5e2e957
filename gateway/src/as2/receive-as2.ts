import { Controller, Post, Req, Res } from '@nestjs/common';
import { type Envelope, isReceipt, type Outgoing, type Received, readEnvelope } from '@tradeloom/as2';
import { noteSecurity, Open, withScope } from '@tradeloom/chassis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OwnKeys } from './own-keys.ts';
import { SettleReceipt } from './settle-receipt.ts';
import { StationsRegister } from './stations-register.ts';
import { TakeMessage } from './take-message.ts';

/**
 * Where partners post AS2 messages, and receipts for ours (RFC 4130). Who calls is known by his signature: before it is
 * checked, only partners whose names are known get an answer that says more than no.
 */
@Open()
@Controller('as2')
export class ReceiveAs2 {
  constructor(
    private readonly keys: OwnKeys,
    private readonly register: StationsRegister,
    private readonly messages: TakeMessage,
    private readonly receipts: SettleReceipt,
  ) {}

  @Post()
  async handle(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const received = { headers: request.headers, body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0) };
    const envelope = readEnvelope(received.headers);
    if (!envelope) return void (await refuse(reply, 400, 'This is no AS2 message'));
    if (!this.keys.newest) return void (await refuse(reply, 503, 'AS2 is not set up here'));
    const named = await this.register.find(envelope.from, envelope.to);
    if (!named) {
      noteSecurity('sign-in-refused', { who: envelope.from, by: 'as2', from: request.ip, why: 'as2.unknown-names' });
      return void (await refuse(reply, 403, 'These AS2 names are not known here'));
    }
    const scope = { by: named.actor, organisations: named.partner.parties };
    const answer = await withScope(scope, () => this.answer(received, envelope, named));
    await (answer
      ? reply
          .status(200)
          .headers({ ...answer.headers })
          .send(answer.body)
      : reply.status(204).send());
  }

  /** What goes back at once; null where nothing does. */
  private async answer(
    received: Received,
    envelope: Envelope,
    named: Parameters<TakeMessage['take']>[0],
  ): Promise<Outgoing | null> {
    if (!isReceipt(received)) return this.messages.take(named, received, envelope);
    await this.receipts.settlePosted(named, received);
    return null;
  }
}

const refuse = (reply: FastifyReply, status: number, text: string): FastifyReply =>
  reply.status(status).header('content-type', 'text/plain; charset=utf-8').send(text);
