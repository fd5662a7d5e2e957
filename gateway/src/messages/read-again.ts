import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import type { Announcement } from '@tradeloom/kernel';
import { isTaken, type Judgement } from '../mailboxes/inbound-file.rules.ts';
import type { FileError, Interchange } from '../mailboxes/interchange.rules.ts';
import type { MapsInForce } from '../maps/maps-in-force.ts';
import type { ProfiledPartner } from '../profiles/profiled-partner.ts';
import type { EdiSyntax } from './edi-syntax.ts';
import { edifactSyntax } from './edifact-syntax.ts';
import { fitsTheBus } from './fits-the-bus.ts';
import { judgeReceived } from './judge-received.ts';
import { type KeptPart, keptParts, leftOf, takenOf, withTaken } from './kept-parts.ts';
import type { Reading } from './reading.ts';
import { fileOf, judgementOf, readBy, tooLarge } from './received.ts';
import { nothing, TakeDocuments } from './take-documents.ts';
import { damaged, tooLong } from './unreadable.ts';
import { x12Syntax } from './x12-syntax.ts';

export interface ReadAgainResult {
  readonly judgement: Judgement;
  readonly events: readonly Announcement[];
}

/**
 * A kept file that is read anew: what of it was taken stays as it is, and the rest is judged as if it came now, by
 * everything that is agreed. No acknowledgement of syntax is made: the partner has his, and the answer to his document
 * follows.
 */
@Injectable()
export class ReadAgain {
  constructor(private readonly documents: TakeDocuments) {}

  async read(
    tx: Tx,
    partner: ProfiledPartner,
    kept: Interchange,
    content: Buffer,
    maps: MapsInForce,
  ): Promise<ReadAgainResult> {
    const syntax = kept.format === 'edifact' ? edifactSyntax : x12Syntax;
    const unread = damaged(syntax, content);
    if (unread) return unread;
    const { bytes } = partner.profile.limits;
    if (bytes !== null && content.length > bytes) return { judgement: asItWas(kept, tooLong(bytes)), events: [] };
    const file = syntax.readFile(content, partner, maps.of);
    const parts = keptParts(file.interchanges, kept.messages);
    const readings: Reading[] = [];
    for (const [i, part] of parts.entries()) {
      // of what stands behind it, only what was taken then came before it
      const before = [...readings, ...parts.slice(i + 1).map((later) => takenOf(syntax, later))];
      readings.push(await this.readOne(syntax, tx, partner, kept, part, before));
    }
    return readBy(maps.usedIn(file.interchanges), fileOf(syntax.format, file, readings));
  }

  private async readOne(
    syntax: EdiSyntax,
    tx: Tx,
    partner: ProfiledPartner,
    kept: Interchange,
    part: KeptPart,
    before: readonly Reading[],
  ): Promise<Reading> {
    const { received, positions } = leftOf(part);
    if (positions.length === 0 && part.fates.length > 0) return takenOf(syntax, part);
    const asNew: Interchange = { ...kept, status: 'received' };
    const judged = await judgeReceived(syntax, tx, partner, asNew, received, before);
    const { refused, found } = judged;
    const { events, untaken } = refused
      ? nothing
      : await this.documents.take(tx, partner, kept, judged.received, positions);
    const reading = events.every(fitsTheBus)
      ? { judgement: judgementOf(syntax, judged.received, { refused, found, untaken }), acknowledgements: [], events }
      : tooLarge(syntax, judged.received);
    return withTaken(syntax, reading, part);
  }
}

/** Nothing of it is read; what was taken is. */
const asItWas = (kept: Interchange, error: FileError): Judgement => ({
  format: kept.format,
  charset: kept.charset,
  control: kept.control,
  controls: kept.controls,
  errors: [error],
  messages: kept.messages,
  rows: [],
  rejected: !kept.messages.some(isTaken),
});
