import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { Allow, type CalledRequest } from '@tradeloom/chassis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Organisations } from '../partners/organisations.ts';
import { Timeline, type TimelineEntry } from '../timeline/timeline.ts';
import { html } from './html.ts';
import { type Language, languageOf } from './language.ts';
import { page } from './page.ts';

const instant = (at: Date, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'Asia/Shanghai',
  }).format(at);

const serviceNames: Readonly<Record<string, string>> = {
  orders: '订单',
  production: '生产',
  quality: '质量',
  'logistics-documents': '物流单证',
  finance: '财务',
  'supplier-performance': '供应商绩效',
  gateway: '网关',
};

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
    const line = (entry: TimelineEntry) => html`<li>
<div class="meta"><time datetime="${entry.at.toISOString()}">${instant(entry.at, language)}</time><span>${language === 'zh' ? '业务日期' : 'business date'} ${entry.businessDate}</span><span>${language === 'zh' ? (serviceNames[entry.service] ?? entry.service) : entry.service}</span></div>
<div>${entry.text[language]}</div>
<div class="meta"><span>${entry.actor.login}${names.has(entry.actor.organisation) && html` · ${names.get(entry.actor.organisation)?.name[language]}`}</span>${entry.traceId && html`<code title="trace">${entry.traceId}</code>`}${entry.digest && html`<code title="SHA-256 ${entry.digest}">${entry.digest.slice(0, 12)}</code>`}</div>
</li>`;
    await reply.header('content-type', 'text/html; charset=utf-8').send(
      page({
        title: language === 'zh' ? '订单时间线' : 'Order timeline',
        language,
        otherLanguageUrl: `/orders/${encodeURIComponent(id)}?lang=${language === 'zh' ? 'en' : 'zh'}`,
        person: request.caller?.login,
        content: html`<ol class="timeline">${entries.map(line)}</ol>`,
      }),
    );
  }
}
