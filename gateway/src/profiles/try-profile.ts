import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { contentOf } from '../mailboxes/contents.ts';
import type { Interchange } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { syntaxes } from '../messages/syntaxes.ts';
import { bytesDiffer } from './differences.rules.ts';
import type { ProfiledPartner } from './profiled-partner.ts';
import { answersOf, compared, messagesOf, type TriedFile, triedFile } from './tried-file.ts';
import { findingsOf, readAnew } from './try-inbound.ts';
import { documentIn, writeAnew } from './try-outbound.ts';

export interface Trial {
  /** The version tried. */
  readonly number: number | null;
  readonly files: number;
  readonly changed: number;
  readonly items: readonly TriedFile[];
}

const mostBytes = 16_777_216;

/** Holds what is in force against a draft, on the files that went to and fro. Keeps and sends nothing. */
@Injectable()
export class TryProfile {
  /** @param latest so many files, no more than 16 MiB of them together */
  async run(tx: Tx, present: ProfiledPartner, draft: ProfiledPartner, latest: number): Promise<Trial> {
    const items: TriedFile[] = [];
    for (const interchange of await this.filesOf(tx, present.id, latest)) {
      const content = await contentOf(tx, interchange.id);
      const item =
        interchange.direction === 'in'
          ? await tryIn(tx, present, draft, interchange, content)
          : await tryOut(present, draft, interchange, content);
      if (item) items.push(item);
    }
    const changed = items.filter((item) => item.changed).length;
    return { number: draft.profileVersion, files: items.length, changed, items };
  }

  /** The latest first. Acknowledgements of ours are tried with what they acknowledge. */
  private async filesOf(tx: Tx, partner: string, latest: number): Promise<Interchange[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from (
         select i.id, i.received_at, sum(octet_length(c.content)) over (order by i.received_at desc, i.id) as bytes
           from interchanges i join interchange_contents c on c.interchange_id = i.id
          where i.partner = $1 and i.status <> 'received' and i.acknowledges is null
            and i.format in ('x12', 'edifact', 'ubl')
          order by i.received_at desc, i.id limit $2) latest
        where bytes <= $3`,
      [partner, latest, mostBytes],
    );
    return tx.find(Interchanges, { id: In(rows.map(({ id }) => id)) }, { receivedAt: 'DESC', id: 'ASC' });
  }
}

const tryIn = async (
  tx: Tx,
  present: ProfiledPartner,
  draft: ProfiledPartner,
  interchange: Interchange,
  content: Buffer,
): Promise<TriedFile | null> => {
  const syntax = syntaxes.find(({ format }) => format === interchange.format && format === draft.format);
  if (!syntax) return null;
  const before = await readAnew(syntax, tx, present, interchange, content);
  const after = await readAnew(syntax, tx, draft, interchange, content);
  const messages = messagesOf(before, after);
  const findings = compared(findingsOf(before.reading.judgement), findingsOf(after.reading.judgement));
  const bytes = answersOf(before, after);
  return triedFile(interchange, { messages, ...findings, bytes, refused: null });
};

const tryOut = async (
  present: ProfiledPartner,
  draft: ProfiledPartner,
  interchange: Interchange,
  content: Buffer,
): Promise<TriedFile | null> => {
  const document = documentIn(interchange, content);
  if (!document) return null;
  const [before, after] = [
    await writeAnew(present, interchange, document),
    await writeAnew(draft, interchange, document),
  ];
  // What cannot be written either way is not the draft's doing.
  if ('refused' in before) return null;
  if ('refused' in after) return triedFile(interchange, { refused: after.refused });
  const differ = bytesDiffer(before.content, after.content);
  const type = interchange.messageType ?? '';
  return triedFile(interchange, { bytes: differ ? [{ type, ...differ }] : [] });
};
