import { Injectable } from '@nestjs/common';
import type { Tx } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { contentOf } from '../mailboxes/contents.ts';
import type { FileError, Interchange, MessageFate } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { syntaxes } from '../messages/syntaxes.ts';
import { type BytesDiffer, bytesDiffer, type Difference, differencesOf } from './differences.rules.ts';
import type { ProfiledPartner } from './profiled-partner.ts';
import { findingsOf, type Read, readAnew } from './try-inbound.ts';
import { documentIn, writeAnew } from './try-outbound.ts';

/** One message under both profiles. */
export interface TriedMessage {
  readonly type: string;
  readonly control: string;
  readonly before: MessageFate['verdict'] | null;
  readonly after: MessageFate['verdict'] | null;
  /** Findings, by code, severity and place. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
  /** Of the document that it stands for. */
  readonly canonical: readonly Difference[];
}

export interface TriedFile {
  readonly interchange: string;
  readonly direction: Interchange['direction'];
  readonly messageType: string | null;
  readonly control: string | null;
  readonly changed: boolean;
  readonly messages: readonly TriedMessage[];
  /** Of the file as a whole: findings that one profile has and the other has not. */
  readonly gone: readonly string[];
  readonly added: readonly string[];
  /** Of what we send: the file itself, or the acknowledgements of his. */
  readonly bytes: readonly (BytesDiffer & { readonly type: string })[];
  /** Why the draft could not write it, though what is in force could. */
  readonly refused: FileError | null;
}

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

const compared = (before: readonly string[], after: readonly string[]) => ({
  gone: before.filter((one) => !after.includes(one)),
  added: after.filter((one) => !before.includes(one)),
});

/** A message is the same that stands at the same place: both were read from the same bytes. */
const messagesOf = (before: Read, after: Read): TriedMessage[] => {
  const [old, now] = [before.reading.judgement.messages, after.reading.judgement.messages];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, i) => {
    const [a, b] = [old[i], now[i]];
    return {
      type: (b ?? a)?.type ?? '',
      control: (b ?? a)?.control ?? '',
      before: a?.verdict ?? null,
      after: b?.verdict ?? null,
      ...compared(a ? findingsOf(a) : [], b ? findingsOf(b) : []),
      canonical: differencesOf(before.documents[i] ?? null, after.documents[i] ?? null),
    };
  });
};

const nothing = new Uint8Array();

const answersOf = (before: Read, after: Read): TriedFile['bytes'] => {
  const length = Math.max(before.answers.length, after.answers.length);
  return Array.from({ length }, (_, i) => [before.answers[i], after.answers[i]] as const).flatMap(([a, b]) => {
    const differ = bytesDiffer(a?.content ?? nothing, b?.content ?? nothing);
    return differ ? [{ type: (b ?? a)?.type ?? '', ...differ }] : [];
  });
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

type Findings = Partial<Pick<TriedFile, 'messages' | 'gone' | 'added' | 'bytes' | 'refused'>>;

const triedFile = (interchange: Interchange, findings: Findings): TriedFile => {
  const { messages = [], gone = [], added = [], bytes = [], refused = null } = findings;
  const isChanged = (m: TriedMessage): boolean =>
    m.before !== m.after || [m.gone, m.added, m.canonical].some((list) => list.length > 0);
  const changed = refused !== null || messages.some(isChanged) || [gone, added, bytes].some((list) => list.length > 0);
  const { id, direction, messageType, control } = interchange;
  return { interchange: id, direction, messageType, control, changed, messages, gone, added, bytes, refused };
};
