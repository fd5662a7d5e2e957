import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Allow, Caller, Transactions, type Tx } from '@tradeloom/chassis';
import { must, notFound } from '@tradeloom/kernel';
import { contentOf } from '../mailboxes/contents.ts';
import { isTaken, judgeAgain } from '../mailboxes/inbound-file.rules.ts';
import type { Interchange, MessageFate } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { ReadAgain } from '../messages/read-again.ts';
import type { Partner } from '../partners/partner.table.ts';
import { inForce } from '../profiles/profiled-partner.ts';
import { MapsInForce, mapsInForce } from './maps-in-force.ts';
import { keepers, ownPartner } from './own-side.ts';
import type { MapUse } from './partner-map.rules.ts';
import { PartnerMaps } from './partner-map.table.ts';
import { type Compared, compare, readerOf } from './trial.ts';

/** Reads a kept file of a partner anew, by the maps in force now. */
@Controller('partners/:partner/interchanges/:id/replay')
export class ReplayInterchange {
  constructor(
    private readonly transactions: Transactions,
    private readonly again: ReadAgain,
  ) {}

  /** What was not taken before is taken, once; what was, is only compared. */
  @Post()
  @HttpCode(200)
  @Allow(keepers)
  handle(@Param('partner') partner: string, @Param('id') id: string, @Caller() by: Actor): Promise<object> {
    return this.transactions.run(async (tx) => {
      const profile = await inForce(tx, await ownPartner(tx, partner, by));
      const before = await lockedFile(tx, profile, id);
      const content = await contentOf(tx, id);
      const maps = await mapsInForce(tx, partner);
      const compared = compare(readerOf(profile, before.format, content), (await mapsThen(tx, before)).of, maps.of);
      const { judgement, events } = await this.again.read(tx, profile, before, content, maps);
      const after = await tx.change(Interchanges, id, judgeAgain(judgement, events));
      const messages = compared.map((message, i) => shownAgain(message, before.messages[i], after.messages[i]));
      return { id, status: after.status, maps: after.maps, errors: after.errors, messages };
    });
  }
}

/** Whoever comes second waits, and finds what the first has taken. */
const lockedFile = async (tx: Tx, partner: Partner, id: string): Promise<Interchange> => {
  await tx.query('select id from interchanges where id = $1 for update', [id]);
  const file = await tx.one(Interchanges, id);
  if (file.partner !== partner.id) throw notFound('interchange', id);
  const isRead = file.direction === 'in' && file.status !== 'received' && file.format === partner.format;
  must(isRead && ['x12', 'edifact'].includes(file.format), 'gateway.replay.not-a-read-file', {
    en: 'Only an X12 or EDIFACT file of a partner that was read before can be read anew',
    zh: '只有已读取过的伙伴 X12 或 EDIFACT 文件可以重新读取',
  });
  return file;
};

const mapsThen = async (tx: Tx, { partner, maps }: Interchange): Promise<MapsInForce> => {
  const isUsed = (one: MapUse) =>
    maps.some(
      ({ message, release, number }) => message === one.message && release === one.release && number === one.number,
    );
  return new MapsInForce((await tx.find(PartnerMaps, { partner })).filter(isUsed));
};

const shownAgain = (message: Compared, before: MessageFate | undefined, after: MessageFate | undefined) => {
  if (before && isTaken(before)) return { ...message, taken: 'before' };
  return { ...message, taken: after && isTaken(after) ? 'now' : 'no' };
};
