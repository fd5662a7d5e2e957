import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { Allow, type CalledRequest } from '@tradeloom/chassis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Organisations } from '../partners/organisations.ts';
import { Timeline } from '../timeline/timeline.ts';
import { eventLine } from './event-line.ts';
import { html } from './html.ts';
import { languageOf } from './language.ts';
import { page } from './page.ts';

/** The order's timeline as a page. */
@Controller('orders/:id')
export class SeeOrderPage {
  constructor(
    private readonly timeline: Timeline,
    private readonly organisations: Organisations,
  ) {}

  @Get()
  @Allow({})
  async handle(
    @Param('id') id: string,
    @Req() request: FastifyRequest & CalledRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageOf(request);
    const entries = await this.timeline.of(id);
    const names = await this.organisations.all();
    await reply.header('content-type', 'text/html; charset=utf-8').send(
      page({
        title: language === 'zh' ? '订单时间线' : 'Order timeline',
        language,
        otherLanguageUrl: `/orders/${encodeURIComponent(id)}?lang=${language === 'zh' ? 'en' : 'zh'}`,
        person: request.caller?.login,
        content: html`<ol class="timeline">${entries.map((entry) => eventLine(entry, language, names))}</ol>`,
      }),
    );
  }
}
