import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import { detectFormat, type Format } from '@tradeloom/edi';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import { judge } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { type Partner, Partners } from '../partners/partner.table.ts';
import { edifactSyntax } from './edifact-syntax.ts';
import { ReadEdi } from './read-edi.ts';
import { ReadSheet } from './read-sheet.ts';
import type { Reading } from './reading.ts';
import { ublSyntax } from './ubl-syntax.ts';
import { formatNotAgreed, unknownFormat, unreadable } from './unreadable.ts';
import { x12Syntax } from './x12-syntax.ts';

const syntaxes = [x12Syntax, edifactSyntax, ublSyntax];
/** A sheet without a header row is told so by its reader. */
const sheets: readonly Format[] = ['csv', 'xlsx', 'unknown'];

/** What is read as a table of this partner's. */
export const isFeed = (partner: Partner, format: Format): boolean =>
  sheets.includes(format) && partner.format === 'sheet';

/** Reads a kept file by what it is, and commits its fate, its acknowledgements and its documents' events together. */
@Injectable()
export class ReadInterchange {
  constructor(
    private readonly edi: ReadEdi,
    private readonly sheet: ReadSheet,
  ) {}

  async read(tx: Tx, interchange: Interchange, content: Buffer): Promise<void> {
    const partner = await tx.one(Partners, interchange.partner);
    const { judgement, acknowledgements, events } = await this.byFormat(tx, partner, interchange, content);
    await tx.change(Interchanges, interchange.id, judge(judgement, acknowledgements, events));
  }

  private byFormat(tx: Tx, partner: Partner, interchange: Interchange, content: Buffer): Promise<Reading> | Reading {
    const format = detectFormat(content, interchange.fileName ?? '');
    const syntax = syntaxes.find((one) => one.format === format && one.format === partner.format);
    if (syntax) return this.edi.read(syntax, tx, partner, interchange, content);
    if (isFeed(partner, format)) return this.sheet.read(tx, partner, interchange, content);
    return unreadable(format, format === 'unknown' ? unknownFormat : formatNotAgreed);
  }
}
