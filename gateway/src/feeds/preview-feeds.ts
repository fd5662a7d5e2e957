import { Injectable } from '@nestjs/common';
import { type Actor, newId, type Tx } from '@tradeloom/chassis';
import { detectFormat } from '@tradeloom/edi';
import type { Take } from '@tradeloom/feeds';
import { must } from '@tradeloom/kernel';
import { hashOf } from '../mailboxes/contents.ts';
import { judge, receive } from '../mailboxes/inbound-file.rules.ts';
import type { FeedFacts, Interchange } from '../mailboxes/interchange.rules.ts';
import type { UploadedFile } from '../mailboxes/uploaded-file.ts';
import { isFeed } from '../messages/read-interchange.ts';
import { ReadSheet, type SheetReading } from '../messages/read-sheet.ts';
import { ownMailbox } from '../partners/own-mailbox.ts';

/** A file as it would be, were it sent now. */
export interface Preview extends SheetReading {
  readonly interchange: Interchange;
  /** How the partner has his feeds taken where nobody says. */
  readonly usual: Take;
}

/** Reads a feed by the very way that a file which was sent is read by, and keeps nothing. */
@Injectable()
export class PreviewFeeds {
  constructor(private readonly sheets: ReadSheet) {}

  /** @throws DomainError when the mailbox is none of the caller's, or the file is no CSV or XLSX */
  async preview(tx: Tx, by: Actor, partner: string, file: UploadedFile, feed?: FeedFacts): Promise<Preview> {
    must(file.content.length > 0, 'gateway.file.empty', { en: 'The file is empty', zh: '文件为空' });
    const profile = await ownMailbox(tx, partner, by);
    must(isFeed(profile, detectFormat(file.content, file.fileName ?? '')), 'gateway.file.no-feed', {
      en: 'Only CSV and XLSX files of a partner who sends such are previewed',
      zh: '仅可预览以 CSV 或 XLSX 往来的伙伴的 CSV、XLSX 文件',
    });
    const { state } = receive({
      id: newId(),
      channel: 'https',
      partner,
      parties: profile.parties,
      contentHash: hashOf(file.content),
      contentType: file.contentType,
      fileName: file.fileName,
      by,
      at: tx.at,
      traceId: null,
      traceparent: null,
      feed,
    });
    const reading = await this.sheets.read(tx, profile, state, file.content);
    return {
      ...reading,
      usual: profile.feedTake,
      interchange: judge(reading.judgement, [], reading.events, null)(state).state,
    };
  }
}
