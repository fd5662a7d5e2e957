import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { type Actor, Allow, activeTraceId, activeTraceparent, Caller, newId, Transactions } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import type { FastifyRequest } from 'fastify';
import { InboundWork } from '../messages/inbound-work.ts';
import { Partners } from '../partners/partner.table.ts';
import { hashOf, keepContent } from './contents.ts';
import { receive } from './interchange.rules.ts';
import { Interchanges } from './interchange.table.ts';
import { uploadedFile } from './uploaded-file.ts';

/** Takes a partner's file: kept durably first, answered 202, then read. */
@Controller('partners/:partner/interchanges')
export class ReceiveFile {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbound: InboundWork,
  ) {}

  @Post()
  @HttpCode(202)
  @Allow({ roles: ['system', 'supplier-clerk', 'operator'] })
  async handle(
    @Param('partner') partner: string,
    @Req() request: FastifyRequest,
    @Caller() by: Actor,
  ): Promise<{ id: string }> {
    const file = await uploadedFile(request);
    const id = newId();
    const parties = await this.transactions.run(async (tx) => {
      const profile = await tx.one(Partners, partner);
      if (profile.organisation !== by.organisation && by.role !== 'operator') throw notFound('partner', partner);
      await tx.add(
        Interchanges,
        receive({
          contentType: file.contentType,
          fileName: file.fileName,
          contentHash: hashOf(file.content),
          id,
          partner,
          parties: profile.parties,
          by,
          at: tx.at,
          traceId: activeTraceId() ?? null,
          traceparent: activeTraceparent() ?? null,
        }),
      );
      await keepContent(tx, id, profile.parties, file.content);
      return profile.parties;
    });
    this.inbound.begin(id, parties);
    return { id };
  }
}
