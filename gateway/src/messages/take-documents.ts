import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import type { InterchangeResult, MessageResult } from '@tradeloom/edi';
import type { Announcement } from '@tradeloom/kernel';
import { blankSeries, noteControl } from '../mailboxes/control-series.rules.ts';
import { AllControlSeries } from '../mailboxes/control-series.table.ts';
import { type FileError, type Interchange, untakenCode } from '../mailboxes/interchange.rules.ts';
import { keepReferences } from '../maps/kept-references.ts';
import type { Partner } from '../partners/partner.table.ts';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';
import { AcknowledgementLedger } from './acknowledgement-ledger.ts';
import { BusinessAnswers } from './business-answers.ts';
import { eventOf } from './document-events.ts';
import type { EdiSyntax, Judged, Known } from './edi-syntax.ts';
import type { Reading } from './reading.ts';
import { type AskLedger, takenBefore } from './taken-before.ts';
import type { Passage } from './translation.ts';

/** Whether the envelope names the two sides that were agreed. */
const strangers = (partner: Partner, received: InterchangeResult) => ({
  unknownSender: received.sender !== partner.identity || received.senderQualifier !== (partner.qualifier ?? ''),
  unknownReceiver:
    received.receiver !== partner.ourIdentity || received.receiverQualifier !== (partner.ourQualifier ?? ''),
});

export const isForeign = (partner: Partner, received: InterchangeResult): boolean =>
  Object.values(strangers(partner, received)).includes(true);

/** What partner register and ledger know of an interchange. @param before what of the same file was read before it */
export const knowledgeOf = async (
  syntax: EdiSyntax,
  tx: Tx,
  partner: ProfiledPartner,
  interchange: Interchange,
  received: InterchangeResult,
  before: readonly Reading[],
  ask: AskLedger = takenBefore,
): Promise<Known> => {
  const identity = syntax.identityOf(received);
  const { check, days, action } = partner.profile.duplicates.interchange;
  const taken = await ask(tx, interchange, identity, days);
  const isTaken = taken !== undefined || before.some((reading) => reading.judgement.controls.includes(identity));
  return {
    ...strangers(partner, received),
    duplicate: isTaken && check && action === 'refuse',
    repeated: isTaken && check && action === 'flag',
    altered: taken?.altered ?? false,
  };
};

/** His own interchange, not seen before, however broken: its number is one that has come. */
export const noteArrival = async (
  tx: Tx,
  { id, parties, profile }: ProfiledPartner,
  { received: { control, errors }, knowledge }: Judged,
): Promise<void> => {
  const { unknownSender, unknownReceiver, duplicate } = knowledge;
  // Its sender has to send it again, in its turn.
  const outOfTurn = errors.some(({ code, severity }) => code === 'OUT_OF_SEQUENCE' && severity === 'error');
  if (unknownSender || unknownReceiver || duplicate || outOfTurn) return;
  const { missingAfterHours } = profile.sequence;
  const note = noteControl(control, tx.at, missingAfterHours);
  await tx.changeOrAdd(AllControlSeries, id, () => blankSeries(id, parties), note);
};

/** What the documents of an interchange say, and why some among them lead to nothing. */
export interface Taken {
  readonly events: readonly Announcement[];
  readonly untaken: ReadonlyMap<MessageResult, FileError>;
}

export const nothing: Taken = { events: [], untaken: new Map() };

/** It can be read, and is acknowledged as such; that nothing follows from it is not to be found out by waiting. */
const nobodyActsOn = (type: string): FileError => ({
  code: untakenCode,
  message: {
    en: `${type} was read and kept, but nobody here acts on this kind of document`,
    zh: `${type} 已读取并保存，但本平台目前不处理此类单据`,
  },
});

/** The documents of an accepted interchange: acknowledgements settle what they are about, the others become events. */
@Injectable()
export class TakeDocuments {
  constructor(
    private readonly ledger: AcknowledgementLedger,
    private readonly answers: BusinessAnswers,
  ) {}

  /** @param positions in the file, from 1, of its messages in their order */
  async take(
    tx: Tx,
    partner: ProfiledPartner,
    interchange: Interchange,
    received: InterchangeResult,
    positions: readonly number[],
  ): Promise<Taken> {
    const events: Announcement[] = [];
    const untaken = new Map<MessageResult, FileError>();
    const left = positions.values();
    for (const ack of received.receivedAcks) await this.ledger.settleEnvelope(tx, partner, ack, interchange);
    for (const group of received.groups) {
      for (const message of group.messages) {
        const { value: position = 0 } = left.next();
        if (message.verdict === 'rejected') continue;
        const place = { groupControl: group.control, position };
        const { event, problem } = await this.takeOne(tx, partner, interchange, place, message);
        if (event) events.push(event);
        if (problem) untaken.set(message, problem);
      }
    }
    return { events, untaken };
  }

  private async takeOne(
    tx: Tx,
    partner: Partner,
    interchange: Interchange,
    place: Pick<Passage['ref'], 'groupControl' | 'position'>,
    message: MessageResult,
  ): Promise<{ event?: Announcement | undefined; problem?: FileError | null }> {
    const { document, type, control } = message;
    if (!document) return { problem: nobodyActsOn(type) };
    await keepReferences(tx, partner, message);
    switch (document.kind) {
      case 'functional-acknowledgement':
      case 'interchange-acknowledgement':
        await this.ledger.settle(tx, partner, document, interchange);
        return {};
      case 'application-advice':
        return { problem: await this.answers.take(tx, partner, document, interchange.id) };
      default: {
        const ref = { interchangeId: interchange.id, messageType: type, messageControl: control, ...place };
        const event = eventOf(document, { sender: partner.organisation, receiver: partner.counterparty, ref });
        return event ? { event } : { problem: nobodyActsOn(type) };
      }
    }
  }
}
