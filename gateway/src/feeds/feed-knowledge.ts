import type { Tx } from '@tradeloom/chassis';
import type { CorrectingFile, FeedContext, FeedKindName } from '@tradeloom/feeds';
import { In, IsNull } from 'typeorm';
import { feedContextOf } from '../mailboxes/feed-context.ts';
import type { FeedFacts, Interchange, RowFate } from '../mailboxes/interchange.rules.ts';
import type { Partner } from '../partners/partner.table.ts';
import { FeedMappings } from './feed-mapping.table.ts';
import type { FeedMapping } from './feed-mapping.ts';
import { takenRows } from './taken-rows.rules.ts';

/** What the mailbox knows for reading a feed, and what reading it has found out of its forerunners. */
export interface FeedKnowledge {
  readonly context: FeedContext;
  readonly mappings: readonly FeedMapping[];
  /** Known once the file has been read. */
  readonly forerunner: () => Pick<FeedFacts, 'corrects' | 'root'>;
}

const none = { corrects: null, root: null } as const;

/** Everything that stands in the register for this file: mappings in force, the last header rows, what was taken. */
export const knowledgeOf = async (tx: Tx, partner: Partner, interchange: Interchange): Promise<FeedKnowledge> => {
  // One feed of a partner is judged at a time: a corrected file that comes twice at once is taken once.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 13))', [`inbound:${partner.id}`]);
  const mappings = await tx.find(FeedMappings, { partner: partner.id, withdrawnAt: IsNull() });
  let forerunner: Pick<FeedFacts, 'corrects' | 'root'> = none;
  const takenOf = async (file: CorrectingFile): Promise<ReadonlyMap<string, number>> => {
    forerunner = await forerunnerOf(tx, interchange, file);
    return forerunner.root ? takenRows(await familyOf(tx, interchange, forerunner.root)) : new Map();
  };
  return {
    context: {
      ...feedContextOf(interchange),
      mappings,
      before: await headersBefore(tx, interchange),
      take: interchange.feed?.take ?? partner.feedTake,
      takenOf,
    },
    mappings,
    forerunner: () => forerunner,
  };
};

/** As the file was read then: by the mapping of that time, whatever has been said since. */
export const contextThen = async (tx: Tx, interchange: Interchange): Promise<FeedContext> => {
  const id = interchange.feed?.mapping?.id;
  return { ...feedContextOf(interchange), mappings: id ? await tx.find(FeedMappings, { id: In([id]) }) : [] };
};

const headersBefore = (tx: Tx, { id, partner, receivedAt }: Interchange) =>
  tx.query<{ kind: FeedKindName; headers: string[] }>(
    `select distinct on (feed ->> 'kind') feed ->> 'kind' as kind, feed -> 'headers' as headers from interchanges
      where partner = $1 and direction = 'in' and id <> $2 and received_at <= $3
        and feed is not null and feed ->> 'kind' is not null and status in ('processed', 'processed-with-errors')
      order by feed ->> 'kind', received_at desc`,
    [partner, id, receivedAt],
  );

/**
 * Which file this one corrects: the one that its sender names, that the header of its error column names, or, where
 * neither does, the last of its kind, if within the last day some of it was refused, or it was the same to the byte.
 */
const forerunnerOf = async (
  tx: Tx,
  { id, partner, receivedAt, contentHash, feed }: Interchange,
  { kind, corrects }: CorrectingFile,
): Promise<Pick<FeedFacts, 'corrects' | 'root'>> => {
  const [named] = await tx.query<{ id: string; root: string }>(
    `select id, coalesce(feed ->> 'root', id) as root from interchanges
      where partner = $1 and direction = 'in' and id = $2 and id <> $3`,
    [partner, feed?.corrects ?? corrects ?? '', id],
  );
  if (named) return { corrects: named.id, root: named.root };
  const [last] = await tx.query<{ id: string; root: string; open: boolean }>(
    `select id, coalesce(feed ->> 'root', id) as root,
            received_at > $4::timestamptz - interval '1 day' and (content_hash = $5
              or jsonb_path_exists("rows", '$[*] ? (@.verdict == "rejected")')) as open
       from interchanges
      where partner = $1 and direction = 'in' and id <> $2 and feed is not null and feed ->> 'kind' = $3
        and status in ('processed', 'processed-with-errors') and received_at <= $4
      order by received_at desc, id desc limit 1`,
    [partner, id, kind, receivedAt, contentHash],
  );
  return last?.open ? { corrects: last.id, root: last.root } : none;
};

const familyOf = async (tx: Tx, { id, partner }: Interchange, root: string): Promise<RowFate[][]> => {
  const files = await tx.query<{ rows: RowFate[] }>(
    `select "rows" from interchanges
      where partner = $1 and direction = 'in' and id <> $2 and (id = $3 or feed ->> 'root' = $3)
        and status in ('processed', 'processed-with-errors')
      order by received_at, id`,
    [partner, id, root],
  );
  return files.map(({ rows }) => rows);
};
