import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import {
  acknowledge,
  type FunctionalAcknowledgement,
  type GroupResult,
  type InterchangeResult,
  interchangeAcknowledgement,
  interchangeVerdict,
  type Knowledge,
  type MessageResult,
  owesInterchangeAcknowledgement,
  type Problem,
  readX12File,
} from '@tradeloom/edi';
import type { Announcement } from '@tradeloom/kernel';
import type { FileError, Interchange, MessageFate } from '../mailboxes/interchange.rules.ts';
import { nextControl } from '../outbound/control-numbers.ts';
import type { MadeFile } from '../outbound/make-file.ts';
import { Outbox } from '../outbound/outbox.ts';
import type { Partner } from '../partners/partner.table.ts';
import { AcknowledgementLedger } from './acknowledgement-ledger.ts';
import { eventOf } from './document-events.ts';
import { fitsTheBus, tooLargeForTheBus } from './fits-the-bus.ts';
import type { Reading } from './reading.ts';
import { holdsNul, unreadable } from './unreadable.ts';
import { wasTaken } from './was-taken.ts';

const errorOf = (problem: Problem): FileError => ({ ...problem });

const fateOf = (group: GroupResult, message: MessageResult, refused: boolean): MessageFate => ({
  type: message.type,
  control: message.control,
  groupControl: group.control,
  verdict: refused ? 'rejected' : message.verdict,
  orderId: null,
  errors: message.errors.map(errorOf),
});

const refusals: Record<string, FileError> = {
  '006': {
    code: 'gateway.x12.unknown-sender',
    message: { en: 'ISA06 is not the sender agreed for this mailbox', zh: 'ISA06 不是该邮箱约定的发送方' },
    segment: 'ISA',
    element: 6,
  },
  '009': {
    code: 'gateway.x12.unknown-receiver',
    message: { en: 'ISA08 is not the receiver agreed for this mailbox', zh: 'ISA08 不是该邮箱约定的接收方' },
    segment: 'ISA',
    element: 8,
  },
  '025': {
    code: 'gateway.x12.duplicate',
    message: { en: 'ISA13: this interchange control number was taken before', zh: 'ISA13：该交换控制号此前已接收' },
    segment: 'ISA',
    element: 13,
  },
};

const judged = (
  received: InterchangeResult,
  refused: boolean,
  found: readonly FileError[],
): Pick<Reading, 'judgement'> => {
  const messages = received.groups.flatMap((g) => g.messages.map((m) => fateOf(g, m, refused)));
  const nothingTaken = refused || (messages.length > 0 && messages.every((m) => m.verdict === 'rejected'));
  return {
    judgement: {
      format: 'x12',
      charset: received.charset,
      control: received.control,
      controls: nothingTaken ? [] : [received.control],
      errors: [...found, ...received.errors.map(errorOf), ...received.groups.flatMap((g) => g.errors.map(errorOf))],
      messages,
      rows: [],
      rejected: refused,
    },
  };
};

/** An X12 file: identity and duplicates by the partner's profile, then each message by its own verdict. */
@Injectable()
export class ReadX12 {
  constructor(
    private readonly outbox: Outbox,
    private readonly ledger: AcknowledgementLedger,
  ) {}

  async read(tx: Tx, partner: Partner, interchange: Interchange, content: Buffer): Promise<Reading> {
    const nul = content.indexOf(0);
    if (nul >= 0) return unreadable('x12', { ...holdsNul, byteOffset: nul });
    const file = readX12File(content);
    const readings: Reading[] = [];
    for (const received of file.interchanges)
      readings.push(await this.readOne(tx, partner, interchange, received, readings));
    const judgements = readings.map((r) => r.judgement);
    return {
      judgement: {
        format: 'x12',
        charset: file.charset,
        control: file.interchanges[0]?.control ?? null,
        controls: judgements.flatMap((j) => j.controls),
        errors: [...file.errors.map(errorOf), ...judgements.flatMap((j) => j.errors)],
        messages: judgements.flatMap((j) => j.messages),
        rows: [],
        rejected: judgements.every((j) => j.rejected),
      },
      acknowledgements: readings.flatMap((r) => r.acknowledgements),
      events: readings.flatMap((r) => r.events),
    };
  }

  private async readOne(
    tx: Tx,
    partner: Partner,
    interchange: Interchange,
    received: InterchangeResult,
    before: readonly Reading[],
  ): Promise<Reading> {
    const knowledge: Knowledge = {
      unknownSender: received.sender !== partner.identity || received.senderQualifier !== partner.qualifier,
      unknownReceiver: received.receiver !== partner.ourIdentity || received.receiverQualifier !== partner.ourQualifier,
      duplicate:
        before.some((r) => r.judgement.controls.includes(received.control)) ||
        (await wasTaken(tx, interchange, received.control)),
    };
    const verdict = interchangeVerdict(received, knowledge);
    const refused = verdict.code === 'R';
    const events = refused ? [] : await this.events(tx, partner, interchange, received);
    if (!events.every(fitsTheBus))
      return { ...judged(received, true, [tooLargeForTheBus]), acknowledgements: [], events: [] };
    const refusal = refusals[verdict.note];
    return {
      ...judged(received, refused, refusal ? [refusal] : []),
      acknowledgements: await this.acknowledgements(tx, partner, interchange, received, knowledge),
      events,
    };
  }

  private async acknowledgements(
    tx: Tx,
    partner: Partner,
    interchange: Interchange,
    received: InterchangeResult,
    knowledge: Knowledge,
  ): Promise<string[]> {
    const verdict = interchangeVerdict(received, knowledge);
    const ids: string[] = [];
    const keep = async (
      messageType: string,
      make: (control: number) => Promise<[Uint8Array, string | null] | null>,
    ) => {
      const control = await nextControl(tx, partner, 'interchange');
      const made = await make(control);
      if (!made) return;
      const [content, groupControl] = made;
      ids.push(
        await this.outbox.acknowledge(
          tx,
          partner,
          acknowledgementFile(messageType, content, control, groupControl),
          interchange.id,
        ),
      );
    };
    if (owesInterchangeAcknowledgement(received, verdict)) {
      await keep('TA1', async (control) => [
        interchangeAcknowledgement(received, { control, at: tx.at }, knowledge),
        null,
      ]);
    }
    if (verdict.code !== 'R' && received.groups.some((g) => g.functionalId !== 'FA')) {
      await keep('997', async (control) => {
        const groupControl = await nextControl(tx, partner, 'group');
        const [content] = acknowledge(received, { control, groupControl, at: tx.at });
        return content ? [content, String(groupControl)] : null;
      });
    }
    return ids;
  }

  private async events(
    tx: Tx,
    partner: Partner,
    interchange: Interchange,
    received: InterchangeResult,
  ): Promise<Announcement[]> {
    const events: Announcement[] = [];
    for (const group of received.groups) {
      for (const { document, type, control, verdict } of group.messages) {
        if (!document || verdict === 'rejected') continue;
        if (document.kind === 'functional-acknowledgement') {
          await this.ledger.settle(tx, partner, document satisfies FunctionalAcknowledgement);
          continue;
        }
        const ref = {
          interchangeId: interchange.id,
          messageType: type,
          messageControl: control,
          groupControl: group.control,
        };
        const event = eventOf(document, { sender: partner.organisation, receiver: partner.counterparty, ref });
        if (event) events.push(event);
      }
    }
    return events;
  }
}

const acknowledgementFile = (
  messageType: string,
  content: Uint8Array,
  control: number,
  groupControl: string | null,
): MadeFile => ({
  content,
  format: 'x12',
  contentType: 'application/edi-x12',
  fileName: `${messageType}-${control}.edi`,
  messageType,
  control: String(control).padStart(9, '0'),
  groupControl,
});
