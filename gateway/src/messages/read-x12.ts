import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import {
  acknowledge,
  acknowledgementSetOf,
  answeredTogether,
  type InterchangeResult,
  interchangeAcknowledgement,
  interchangeVerdict,
  type Knowledge,
  owesInterchangeAcknowledgement,
  readX12File,
} from '@tradeloom/edi';
import type { FileError, Interchange } from '../mailboxes/interchange.rules.ts';
import { nextControl } from '../outbound/control-numbers.ts';
import { x12MadeFile } from '../outbound/make-file.ts';
import { Outbox } from '../outbound/outbox.ts';
import type { Partner } from '../partners/partner.table.ts';
import { fitsTheBus } from './fits-the-bus.ts';
import type { Reading } from './reading.ts';
import { fileOf, judgementOf, tooLarge } from './received.ts';
import { knowledgeOf, noteArrival, nothing, TakeDocuments } from './take-documents.ts';
import { holdsNul, unreadable } from './unreadable.ts';

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

/** An X12 file: identity and duplicates by the partner's profile, then each message by its own verdict. */
@Injectable()
export class ReadX12 {
  constructor(
    private readonly outbox: Outbox,
    private readonly documents: TakeDocuments,
  ) {}

  async read(tx: Tx, partner: Partner, interchange: Interchange, content: Buffer): Promise<Reading> {
    const nul = content.indexOf(0);
    if (nul >= 0) return unreadable('x12', { ...holdsNul, byteOffset: nul });
    const file = readX12File(content);
    const readings: Reading[] = [];
    for (const received of file.interchanges)
      readings.push(await this.readOne(tx, partner, interchange, received, readings));
    return fileOf('x12', file, readings);
  }

  private async readOne(
    tx: Tx,
    partner: Partner,
    interchange: Interchange,
    received: InterchangeResult,
    before: readonly Reading[],
  ): Promise<Reading> {
    const knowledge = await knowledgeOf(tx, partner, interchange, received, before);
    await noteArrival(tx, partner, received, knowledge);
    const verdict = interchangeVerdict(received, knowledge);
    const refused = verdict.code === 'R';
    const { events, untaken } = refused ? nothing : await this.documents.take(tx, partner, interchange, received);
    if (!events.every(fitsTheBus)) return tooLarge('x12', received);
    const refusal = refusals[verdict.note];
    return {
      judgement: judgementOf('x12', received, { refused, found: refusal ? [refusal] : [], untaken }),
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
          x12MadeFile(messageType, content, control, groupControl),
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
    for (const part of verdict.code === 'R' ? [] : answeredTogether(received)) {
      const set = partner.x12Acknowledgement;
      await keep(acknowledgementSetOf(part, set), async (control) => {
        const groupControl = await nextControl(tx, partner, 'group');
        const [content] = acknowledge(part, { control, groupControl, at: tx.at, set });
        return content ? [content, String(groupControl)] : null;
      });
    }
    return ids;
  }
}
