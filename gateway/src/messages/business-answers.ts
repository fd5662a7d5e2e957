import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import { create, gateway } from '@tradeloom/contracts';
import type { ApplicationAdvice } from '@tradeloom/edi';
import type { FileError, Interchange } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { refuseSent, settle } from '../mailboxes/sent-file.rules.ts';
import type { Partner } from '../partners/partner.table.ts';
import { waysToWrite } from './same-number.rules.ts';
import { settledBy } from './settled-by.ts';

const unknownDocument = (number: string): FileError => ({
  code: 'gateway.advice.unknown-document',
  message: {
    en: `The advice is about ${number}: no such document was sent to this partner`,
    zh: `该通知所指单据 ${number} 并非发给该往来方的单据`,
  },
  value: number,
});

/** The partner's own code and words; he writes in one language. */
const asErrors = ({ errors }: ApplicationAdvice): FileError[] =>
  errors.map(({ code, text, position, value }) => ({
    code,
    message: { en: text, zh: text },
    ...(position !== undefined && { position }),
    ...(value !== undefined && { value }),
  }));

const rejectionOf = (sent: Interchange, partner: Partner, advice: ApplicationAdvice) =>
  create(gateway.DocumentRejectedSchema, {
    ref: { interchangeId: sent.id, messageType: sent.messageType ?? '', groupControl: sent.groupControl ?? '' },
    partner: partner.organisation,
    sender: partner.counterparty,
    messageType: sent.messageType ?? '',
    documentNumber: sent.orderNumber ?? advice.refersTo.number,
    orderId: sent.orderId ?? '',
    adviceNumber: advice.adviceNumber,
    reasons: advice.errors.map(({ code, text }) => text || code).join('; ') || '-',
    findings: advice.errors.map(({ code, text, position, value }) => ({
      code,
      severity: 'block',
      text: { en: text, zh: text },
      facts: { ...(position !== undefined && { position }), ...(value !== undefined && { value }) },
    })),
  });

/** What a partner's application says of a document of ours (824, APERAK): after his translator could read it. */
@Injectable()
export class BusinessAnswers {
  /**
   * @param by the interchange that holds the advice
   * @returns why it leads to nothing, or null
   */
  async take(tx: Tx, partner: Partner, advice: ApplicationAdvice, by: string): Promise<FileError | null> {
    const sent = await this.sentAs(tx, partner, advice.refersTo);
    if (!sent) return unknownDocument(advice.refersTo.number);
    const decision =
      advice.outcome === 'rejected'
        ? refuseSent(asErrors(advice), by, rejectionOf(sent, partner, advice))
        : settle(advice.outcome, by, settledBy(sent, partner, advice.outcome));
    await tx.change(Interchanges, sent.id, decision);
    return null;
  }

  /**
   * By the group that it went in, else by its own number; of several documents with that number the one of the type that
   * the advice names, and the later one. A partner often quotes the order where he means our answer to it.
   */
  private async sentAs(
    tx: Tx,
    { id }: Partner,
    about: ApplicationAdvice['refersTo'],
  ): Promise<Interchange | undefined> {
    const [found] = await tx.query<{ id: string }>(
      `select id from interchanges
        where partner = $1 and direction = 'out' and acknowledges is null
          and message_type not in ('824', 'APERAK') and (group_control = any ($2) or order_number = $3)
        order by coalesce(group_control = any ($2), false) desc, message_type = $4 desc, received_at desc limit 1`,
      [id, about.groupControl === undefined ? null : waysToWrite(about.groupControl), about.number, about.type],
    );
    return found && tx.one(Interchanges, found.id);
  }
}
