import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { Allow, InstantField, TextField, Transactions, type Tx } from '@tradeloom/chassis';
import { correctedFile, readFeed } from '@tradeloom/feeds';
import { must, notFound } from '@tradeloom/kernel';
import type { FastifyReply } from 'fastify';
import { In } from 'typeorm';
import { contextThen } from '../feeds/feed-knowledge.ts';
import { withRefusals } from '../feeds/refusals.ts';
import { Partners } from '../partners/partner.table.ts';
import { contentOf } from './contents.ts';
import type { Interchange } from './interchange.rules.ts';
import { Interchanges } from './interchange.table.ts';
import { shownInterchange } from './shown-interchange.ts';
import { shownTypeOf } from './shown-type.rules.ts';

const pageSize = 200;

export class WhichInterchanges {
  @TextField({ optional: true, enum: ['in', 'out'] }) direction?: string;
  @TextField({ optional: true }) order?: string;
  @InstantField({ optional: true, description: 'received then or later' }) since?: string;
}

/** What became of a partner's files, in both directions. */
@Controller('partners/:partner/interchanges')
export class SeeInterchanges {
  constructor(private readonly transactions: Transactions) {}

  /** The latest 200, oldest first; with `since`, the first 200 from then on. */
  @Get()
  @Allow({})
  list(@Param('partner') partner: string, @Query() { direction, order, since }: WhichInterchanges): Promise<object[]> {
    return this.transactions.run(async (tx) => {
      await tx.one(Partners, partner);
      const ids = await tx.query<{ id: string }>(
        `select id from interchanges
          where partner = $1 and ($2::text is null or direction = $2) and ($3::text is null or order_id = $3)
            and ($4::timestamptz is null or received_at >= $4)
          order by received_at ${since ? 'asc' : 'desc'} limit ${pageSize}`,
        [partner, direction ?? null, order ?? null, since ?? null],
      );
      const found = await tx.find(Interchanges, { id: In(ids.map(({ id }) => id)) }, { receivedAt: 'ASC', id: 'ASC' });
      return found.map(shownInterchange);
    });
  }

  @Get(':id')
  @Allow({})
  one(@Param('partner') partner: string, @Param('id') id: string): Promise<object> {
    return this.transactions.run(async (tx) => shownInterchange(await this.find(tx, partner, id)));
  }

  @Get(':id/content')
  @Allow({})
  async content(@Param('partner') partner: string, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const [interchange, bytes] = await this.transactions.run(
      async (tx) => [await this.find(tx, partner, id), await contentOf(tx, id)] as const,
    );
    await reply
      .header('content-type', shownTypeOf(interchange))
      .header('content-disposition', `attachment; filename="${id}"`)
      .send(bytes);
  }

  /** The same CSV or XLSX with a column that says what is wrong and what would be right. */
  @Get(':id/corrected')
  @Allow({})
  async corrected(
    @Param('partner') partner: string,
    @Param('id') id: string,
    @Query('language') language: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [interchange, bytes, context] = await this.transactions.run(async (tx) => {
      const found = await this.find(tx, partner, id);
      return [found, await contentOf(tx, id), await contextThen(tx, found)] as const;
    });
    must(['csv', 'xlsx'].includes(interchange.format), 'gateway.file.not-a-sheet', {
      en: 'Only CSV and XLSX files are handed back with their errors',
      zh: '仅 CSV 和 XLSX 文件可带错误列返回',
    });
    const reading = withRefusals(await readFeed(bytes, context), interchange);
    const corrected = await correctedFile(bytes, reading, language === 'en' ? 'en' : 'zh', id);
    if (!corrected) throw notFound('corrected file', id);
    await reply
      .header('content-type', shownTypeOf(corrected))
      .header('content-disposition', `attachment; filename="${id}-corrected.${corrected.format}"`)
      .send(Buffer.from(corrected.bytes));
  }

  private async find(tx: Tx, partner: string, id: string): Promise<Interchange> {
    const interchange = await tx.one(Interchanges, id);
    if (interchange.partner !== partner) throw notFound('interchange', id);
    return interchange;
  }
}
