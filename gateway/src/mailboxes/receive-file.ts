import { Controller, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { type Actor, Allow, Caller } from '@tradeloom/chassis';
import type { FastifyRequest } from 'fastify';
import { askedOf, HowToTake } from '../feeds/how-to-take.ts';
import { KeepFile } from './keep-file.ts';
import { uploadedFile } from './uploaded-file.ts';

/** Takes a partner's file: kept durably first, answered 202, then read. */
@Controller('partners/:partner/interchanges')
export class ReceiveFile {
  constructor(private readonly files: KeepFile) {}

  @Post()
  @HttpCode(202)
  @Allow({ roles: ['system', 'supplier-clerk', 'operator'] })
  async handle(
    @Param('partner') partner: string,
    @Req() request: FastifyRequest,
    @Query() how: HowToTake,
    @Caller() by: Actor,
  ): Promise<{ id: string }> {
    const file = await uploadedFile(request);
    return { id: await this.files.keep(by, { ...file, partner, channel: 'https', feed: askedOf(how) }) };
  }
}
