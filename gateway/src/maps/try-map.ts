import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Allow, Caller, Transactions, type Tx } from '@tradeloom/chassis';
import { contentOf } from '../mailboxes/contents.ts';
import { inForce, type ProfiledPartner } from '../profiles/profiled-partner.ts';
import { compareMade } from './compare-made.ts';
import { mapOf, mustHold, shownMap } from './manage-maps.ts';
import { MapsInForce, mapsInForce } from './maps-in-force.ts';
import { keepers, ownPartner } from './own-side.ts';
import { noteTrial, type PartnerMapVersion, type Trial } from './partner-map.rules.ts';
import { PartnerMaps } from './partner-map.table.ts';
import { type Compared, compare, readerOf } from './trial.ts';

const mostFiles = 100;
const mostBytes = 8 * 1024 * 1024;

/** A message of a stored file, and what it would have been. */
export type TriedMessage = Compared & { readonly interchange: string; readonly direction: 'in' | 'out' };

interface StoredFile {
  readonly id: string;
  readonly format: string;
  readonly direction: 'in' | 'out';
}

/** What a draft would make of the messages that came and went: nothing is taken and nothing is sent. */
@Controller('partners/:partner/maps/:id/trial')
export class TryMap {
  constructor(private readonly transactions: Transactions) {}

  /** On the latest hundred files that hold such a message, eight megabytes of them at most. */
  @Post()
  @HttpCode(200)
  @Allow(keepers)
  async handle(@Param('partner') partner: string, @Param('id') id: string, @Caller() by: Actor): Promise<object> {
    return this.transactions.run(async (tx) => {
      const profile = await inForce(tx, await ownPartner(tx, partner, by));
      const draft = await mapOf(tx, partner, id);
      mustHold(draft);
      const messages = await triedOn(tx, profile, draft);
      const trial: Trial = {
        at: tx.at,
        by: by.login,
        messages: messages.length,
        different: messages.filter(({ differences }) => differences.length > 0).length,
        lost: messages.filter(({ before, after }) => before.verdict !== 'rejected' && after.verdict === 'rejected')
          .length,
      };
      const map = await tx.change(PartnerMaps, id, noteTrial(trial, draft.changedAt));
      return { map: shownMap(map), messages };
    });
  }
}

const triedOn = async (tx: Tx, partner: ProfiledPartner, draft: PartnerMapVersion): Promise<TriedMessage[]> => {
  const before = await mapsInForce(tx, draft.partner);
  const after = new MapsInForce([draft]);
  const isMeant = ({ type, release }: Compared): boolean => type === draft.message && release === draft.release;
  const tried: TriedMessage[] = [];
  for (const { id, format, direction } of await filesWith(tx, draft)) {
    const content = await contentOf(tx, id);
    const compared =
      direction === 'in'
        ? compare(readerOf(partner, format, content), before.of, after.of)
        : await compareMade(tx, partner, format, content, before.of, after.of);
    for (const message of compared.filter(isMeant)) tried.push({ interchange: id, direction, ...message });
  }
  return tried;
};

const filesWith = (tx: Tx, { partner, message }: PartnerMapVersion): Promise<StoredFile[]> =>
  tx.query<StoredFile>(
    `select id, format, direction from (
       select kept.id, kept.format, kept.direction, kept.received_at,
              sum(length(content)) over (order by kept.received_at desc, kept.id) as bytes
         from (select * from interchanges
                where partner = $1 and format in ('x12', 'edifact') and status <> 'received'
                  and (direction = 'out' and message_type = $2 or direction = 'in' and messages @> $3)
                order by received_at desc, id limit ${mostFiles}) kept
         join interchange_contents on interchange_id = kept.id
     ) newest where bytes <= ${mostBytes} order by received_at desc, id`,
    [partner, message, JSON.stringify([{ type: message }])],
  );
