import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import { detectFormat, type Format } from '@tradeloom/edi';
import { hold, judge } from '../mailboxes/inbound-file.rules.ts';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import type { Partner } from '../partners/partner.table.ts';
import { type ProfiledPartner, profiledPartner } from '../profiles/profiled-partner.ts';
import { awaitTurn, holdsBack, lookAgain } from './await-turn.ts';
import { ReadEdi } from './read-edi.ts';
import { ReadSheet } from './read-sheet.ts';
import type { Reading } from './reading.ts';
import { syntaxes } from './syntaxes.ts';
import { formatNotAgreed, tooLong, unknownFormat, unreadable } from './unreadable.ts';

/** A sheet without a header row is told so by its reader. */
const sheets: readonly Format[] = ['csv', 'xlsx', 'unknown'];

/** What is read as a table of this partner's. */
export const isFeed = ({ format: agreed }: Partner, format: Format): boolean =>
  sheets.includes(format) && agreed === 'sheet';

/** Reads a kept file by what it is, and commits its fate, its acknowledgements and its documents' events together. */
@Injectable()
export class ReadInterchange {
  constructor(
    private readonly edi: ReadEdi,
    private readonly sheet: ReadSheet,
  ) {}

  /** @returns whether others waited for it, which are due now */
  async read(tx: Tx, interchange: Interchange, content: Buffer): Promise<boolean> {
    const partner = await profiledPartner(tx, interchange.partner);
    const syntax = this.syntaxOf(partner, interchange, content);
    const waiting = syntax && (await awaitTurn(syntax, tx, partner, interchange, content));
    if (waiting) {
      await tx.change(Interchanges, interchange.id, hold(syntax.format, waiting.control, waiting.error));
      return false;
    }
    const { judgement, acknowledgements, events } = await this.byFormat(tx, partner, interchange, content);
    await tx.change(Interchanges, interchange.id, judge(judgement, acknowledgements, events, partner.profileVersion));
    return holdsBack(partner) && (await lookAgain(tx, partner.id));
  }

  private syntaxOf({ format: agreed }: ProfiledPartner, { fileName }: Interchange, content: Buffer) {
    const format = detectFormat(content, fileName ?? '');
    return syntaxes.find((one) => one.format === format && one.format === agreed);
  }

  private byFormat(
    tx: Tx,
    partner: ProfiledPartner,
    interchange: Interchange,
    content: Buffer,
  ): Promise<Reading> | Reading {
    const format = detectFormat(content, interchange.fileName ?? '');
    const syntax = this.syntaxOf(partner, interchange, content);
    const { bytes } = partner.profile.limits;
    if (bytes !== null && content.length > bytes) return unreadable(format, tooLong(bytes));
    if (syntax) return this.edi.read(syntax, tx, partner, interchange, content);
    if (isFeed(partner, format)) return this.sheet.read(tx, partner, interchange, content);
    return unreadable(format, format === 'unknown' ? unknownFormat : formatNotAgreed);
  }
}
