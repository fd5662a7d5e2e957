import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import type { InterchangeResult } from '@tradeloom/edi';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import { mapsInForce } from '../maps/maps-in-force.ts';
import { controlsOf } from '../outbound/control-numbers.ts';
import { Outbox } from '../outbound/outbox.ts';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';
import type { EdiSyntax } from './edi-syntax.ts';
import { fitsTheBus } from './fits-the-bus.ts';
import { judgeReceived } from './judge-received.ts';
import type { Reading } from './reading.ts';
import { fileOf, judgementOf, messagesOf, readBy, tooLarge } from './received.ts';
import { noteArrival, nothing, TakeDocuments } from './take-documents.ts';
import { damaged } from './unreadable.ts';

/** An EDI file: identity and duplicates by the partner's profile, then each message by its own verdict. */
@Injectable()
export class ReadEdi {
  constructor(
    private readonly outbox: Outbox,
    private readonly documents: TakeDocuments,
  ) {}

  async read(
    syntax: EdiSyntax,
    tx: Tx,
    partner: ProfiledPartner,
    interchange: Interchange,
    content: Buffer,
  ): Promise<Reading> {
    const unread = damaged(syntax, content);
    if (unread) return unread;
    const maps = await mapsInForce(tx, partner.id);
    const file = syntax.readFile(content, partner, maps.of);
    const readings: Reading[] = [];
    for (const received of file.interchanges)
      readings.push(await this.readOne(syntax, tx, partner, interchange, received, readings));
    return readBy(maps.usedIn(file.interchanges), fileOf(syntax.format, file, readings));
  }

  private async readOne(
    syntax: EdiSyntax,
    tx: Tx,
    partner: ProfiledPartner,
    interchange: Interchange,
    received: InterchangeResult,
    before: readonly Reading[],
  ): Promise<Reading> {
    const judged = await judgeReceived(syntax, tx, partner, interchange, received, before);
    if (syntax.isCounted) await noteArrival(tx, partner, judged);
    const { refused, found } = judged;
    const first = before.flatMap(({ judgement }) => judgement.messages).length + 1;
    const positions = messagesOf(judged.received).map((_, i) => first + i);
    const { events, untaken } = refused
      ? nothing
      : await this.documents.take(tx, partner, interchange, judged.received, positions);
    if (!events.every(fitsTheBus)) return tooLarge(syntax, judged.received);
    const acknowledgements: string[] = [];
    const making = { at: tx.at, draw: controlsOf(tx, partner) };
    for (const file of await syntax.acknowledge(making, partner, judged))
      acknowledgements.push(await this.outbox.acknowledge(tx, partner, file, interchange.id));
    return {
      judgement: judgementOf(syntax, judged.received, { refused, found, untaken }),
      acknowledgements,
      events,
    };
  }
}
