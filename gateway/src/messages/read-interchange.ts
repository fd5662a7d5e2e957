import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import { detectFormat, type Format } from '@tradeloom/edi';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import { judge } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { type Partner, Partners } from '../partners/partner.table.ts';
import { ReadEdifact } from './read-edifact.ts';
import { ReadSheet } from './read-sheet.ts';
import { ReadX12 } from './read-x12.ts';
import type { Reading } from './reading.ts';
import { formatNotAgreed, unknownFormat, unreadable } from './unreadable.ts';

/** A sheet without a header row is told so by its reader. */
const sheets: readonly Format[] = ['csv', 'xlsx', 'unknown'];

/** Reads a kept file by what it is, and commits its fate, its acknowledgements and its documents' events together. */
@Injectable()
export class ReadInterchange {
  constructor(
    private readonly x12: ReadX12,
    private readonly edifact: ReadEdifact,
    private readonly sheet: ReadSheet,
  ) {}

  async read(tx: Tx, interchange: Interchange, content: Buffer): Promise<void> {
    const partner = await tx.one(Partners, interchange.partner);
    const { judgement, acknowledgements, events } = await this.byFormat(tx, partner, interchange, content);
    await tx.change(Interchanges, interchange.id, judge(judgement, acknowledgements, events));
  }

  private byFormat(tx: Tx, partner: Partner, interchange: Interchange, content: Buffer): Promise<Reading> | Reading {
    const format = detectFormat(content, interchange.fileName ?? '');
    if (format === 'x12' && partner.format === 'x12') return this.x12.read(tx, partner, interchange, content);
    if (format === 'edifact' && partner.format === 'edifact')
      return this.edifact.read(tx, partner, interchange, content);
    if (sheets.includes(format) && partner.format === 'sheet') return this.sheet.read(partner, interchange, content);
    return unreadable(format, format === 'unknown' ? unknownFormat : formatNotAgreed);
  }
}
