import { Controller, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { type Actor, Allow, Caller, Transactions } from '@tradeloom/chassis';
import type { FastifyRequest } from 'fastify';
import { uploadedFile } from '../mailboxes/uploaded-file.ts';
import { askedOf, HowToTake } from './how-to-take.ts';
import { PreviewFeeds } from './preview-feeds.ts';
import { shownPreview } from './shown-preview.ts';

/** Says of a CSV or XLSX what would become of it, were it sent now: row by row, and what would follow. */
@Controller('partners/:partner/feed-previews')
export class PreviewFeed {
  constructor(
    private readonly transactions: Transactions,
    private readonly previews: PreviewFeeds,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow({ roles: ['system', 'supplier-clerk', 'operator'] })
  async handle(
    @Param('partner') partner: string,
    @Req() request: FastifyRequest,
    @Query() how: HowToTake,
    @Caller() by: Actor,
  ): Promise<object> {
    const file = await uploadedFile(request);
    return this.transactions.run(async (tx) =>
      shownPreview(await this.previews.preview(tx, by, partner, file, askedOf(how))),
    );
  }
}
