import { Injectable } from '@nestjs/common';
import { activeTraceId, activeTraceparent, newId, type Tx } from '@tradeloom/chassis';
import { create, gateway } from '@tradeloom/contracts';
import type { CanonicalDocument } from '@tradeloom/edi';
import { announce } from '@tradeloom/kernel';
import { As2Messages } from '../as2/as2-messages.ts';
import { hashOf, keepContent } from '../mailboxes/contents.ts';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { writtenBy } from '../maps/written-by.ts';
import { Partners } from '../partners/partner.table.ts';
import { inForce, type ProfiledPartner } from '../profiles/profiled-partner.ts';
import { Pushes } from '../sftp-client/pushes.ts';
import { controlsOf } from './control-numbers.ts';
import { fileNameFor } from './file-name.ts';
import { type MadeFile, makeFile } from './make-file.ts';

/** A document to be sent, and what it belongs to. */
export interface Dispatch {
  /** Organisations. */
  readonly from: string;
  readonly to: string;
  readonly document: CanonicalDocument;
  readonly orderId: string | null;
  /** The business document's own number. */
  readonly number: string;
  /** He asked for it: it is sent whatever he is sent unasked. */
  readonly asked?: boolean;
}

const hourInMs = 3_600_000;

/** When the partner's acknowledgement must have come; sheets and UBL documents are acknowledged by nobody. */
const dueOf = ({ profile }: ProfiledPartner, { format }: MadeFile, at: Date): Date | null => {
  const { expects, withinHours } = profile.acknowledgements;
  const isAwaited = expects !== 'none' && (format === 'x12' || format === 'edifact');
  return isAwaited ? new Date(at.getTime() + withinHours * hourInMs) : null;
};

/** Makes a partner's files in the partner's format and keeps them for collection. */
@Injectable()
export class Outbox {
  constructor(
    private readonly as2: As2Messages,
    private readonly pushes: Pushes,
  ) {}

  /** Answers the id of the kept file; null when this partner is not sent this kind of document. */
  async send(tx: Tx, { from, to, document, orderId, number, asked = false }: Dispatch): Promise<string | null> {
    const [known] = await tx.find(Partners, { organisation: to, counterparty: from });
    if (!known || !(asked || known.sends.includes(document.kind))) return null;
    const partner = await inForce(tx, known);
    const file = await makeFile(
      { at: tx.at, draw: controlsOf(tx, partner), own: writtenBy(tx, partner.id) },
      partner,
      document,
    );
    return this.keep(tx, partner, file, { orderId, number, acknowledges: null, announced: true });
  }

  /** Keeps an acknowledgement of an inbound file. */
  acknowledge(tx: Tx, partner: ProfiledPartner, file: MadeFile, acknowledges: string): Promise<string> {
    return this.keep(tx, partner, file, { orderId: null, number: null, acknowledges, announced: false });
  }

  private async keep(
    tx: Tx,
    partner: ProfiledPartner,
    file: MadeFile,
    about: { orderId: string | null; number: string | null; acknowledges: string | null; announced: boolean },
  ): Promise<string> {
    const id = newId();
    const state: Interchange = {
      id,
      version: 0,
      parties: partner.parties,
      direction: 'out',
      feed: null,
      channel: null,
      partner: partner.id,
      held: false,
      status: 'sent',
      format: file.format,
      charset: file.charset,
      control: file.control,
      controls: [],
      groupControl: file.groupControl,
      messageType: file.messageType,
      fileName: await fileNameFor(tx, partner.id, id, file),
      contentType: file.contentType,
      contentHash: hashOf(file.content),
      receivedAt: tx.at,
      collectedAt: null,
      clearedAt: null,
      errors: [],
      messages: [],
      rows: [],
      acknowledgements: [],
      acknowledges: about.acknowledges,
      acknowledgedBy: null,
      acknowledgementDue: about.announced ? dueOf(partner, file, tx.at) : null,
      profileVersion: partner.profileVersion,
      orderId: about.orderId,
      orderNumber: about.number,
      traceId: activeTraceId() ?? null,
      traceparent: activeTraceparent() ?? null,
      by: tx.by,
      maps: file.maps ?? [],
    };
    const sent = create(gateway.MessageSentSchema, {
      ref: { interchangeId: id, messageType: file.messageType, groupControl: file.groupControl ?? '' },
      receiver: partner.organisation,
      messageType: file.messageType,
      orderId: about.orderId ?? '',
    });
    await tx.add(Interchanges, { state, events: about.announced ? [announce(sent, partner.parties)] : [] });
    await keepContent(tx, id, partner.parties, file.content);
    await this.as2.queue(tx, partner.id, id);
    await this.pushes.queue(tx, partner.id, id);
    return id;
  }
}
