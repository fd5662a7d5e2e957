import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { Allow, type CalledRequest, Transactions } from '@tradeloom/chassis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Chains, type Delivery } from '../exchange/chain.ts';
import { type Board, Reconciliation, type SentMessage } from '../exchange/reconciliation.ts';
import { type Standing, standings } from '../exchange/standing.ts';
import type { Interchange, MessageFate } from '../mailboxes/interchange.rules.ts';
import { type Organisation, Organisations } from '../partners/organisations.ts';
import { eventLine } from './event-line.ts';
import { deliveryWords, standingWords, statusWords, verdictWords, wayWords, words } from './exchange-words.ts';
import { type Html, html } from './html.ts';
import { instant } from './instant.ts';
import { type Language, languageOf } from './language.ts';
import { page } from './page.ts';

type Request = FastifyRequest & CalledRequest;

/** What a link or the form asked for; what is no such thing is as if nothing had been asked. */
const askedOf = ({ query }: Request): { find: string; standing: Standing | null } => {
  const { find, standing } = query as Readonly<Record<string, unknown>>;
  return {
    find: typeof find === 'string' ? find.trim().slice(0, longestFind) : '',
    standing: standings.find((known) => known === standing) ?? null,
  };
};
const longestFind = 200;

interface Reader {
  readonly language: Language;
  /** A partner bears the name of its organisation. */
  readonly nameOf: (partner: string) => string;
}

const readerOf = (request: Request, organisations: ReadonlyMap<string, Organisation>): Reader => {
  const language = languageOf(request);
  return { language, nameOf: (partner) => organisations.get(partner)?.name[language] ?? partner };
};

/** Files of all partners: looked for, followed from end to end, and ours held against what the partners said. */
@Controller('exchange')
export class ExchangePage {
  constructor(
    private readonly transactions: Transactions,
    private readonly chains: Chains,
    private readonly reconciliation: Reconciliation,
    private readonly organisations: Organisations,
  ) {}

  @Get()
  @Allow({})
  async exchange(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    const { find, standing } = askedOf(request);
    const reader = readerOf(request, await this.organisations.all());
    const { language } = reader;
    const content = await this.transactions.run(async (tx) =>
      find === ''
        ? boardOf(await this.reconciliation.board(tx, standing, null), standing, reader)
        : foundOf(await this.chains.find(tx, find), reader),
    );
    const search = html`<form class="search" method="get" action="/exchange"><input type="hidden" name="lang" value="${language}"><label for="find">${words.findBy[language]}</label><input id="find" name="find" value="${find}" maxlength="${longestFind}"><button>${words.find[language]}</button></form>`;
    const asked = new URLSearchParams({ ...(find && { find }), ...(standing && { standing }) });
    await this.show(request, reply, words.exchange[language], `/exchange?${asked}`, html`${search}${content}`);
  }

  @Get(':id')
  @Allow({})
  async chain(@Param('id') id: string, @Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    const names = await this.organisations.all();
    const reader = readerOf(request, names);
    const { language } = reader;
    const { interchanges, events, deliveries } = await this.transactions.run((tx) => this.chains.of(tx, id));
    const lines = events.map((event) => {
      const service = event.type.split('.')[0]?.replaceAll('_', '-') ?? '';
      return eventLine({ ...event, service }, language, names);
    });
    const content = html`<h2>${words.files[language]}</h2>
<ul class="orders">${interchanges.map((file) => fileOf(file, reader, file.id === id, deliveries))}</ul>
<h2>${words.events[language]}</h2>
${lines.length > 0 ? html`<ol class="timeline">${lines}</ol>` : html`<p>${words.noEvents[language]}</p>`}`;
    await this.show(request, reply, words.chain[language], `/exchange/${encodeURIComponent(id)}?`, content);
  }

  private async show(request: Request, reply: FastifyReply, title: string, url: string, content: Html): Promise<void> {
    const language = languageOf(request);
    await reply.header('content-type', 'text/html; charset=utf-8').send(
      page({
        title,
        language,
        otherLanguageUrl: `${url}&lang=${language === 'zh' ? 'en' : 'zh'}`,
        person: request.caller?.login,
        content,
      }),
    );
  }
}

const boardOf = ({ counts, items }: Board, chosen: Standing | null, reader: Reader): Html => {
  const { language } = reader;
  const current = html` aria-current="true"`;
  const choices = standings.map(
    (standing) =>
      html`<a href="/exchange?lang=${language}&amp;standing=${encodeURIComponent(standing)}"${standing === chosen && current}>${standingWords[standing][language]} ${counts[standing]}</a>`,
  );
  const head = [words.message, words.standing, words.partner, words.order, words.sentAt, words.dueAt];
  return html`<h2>${words.sentMessages[language]}</h2>
<p class="choices"><a href="/exchange?lang=${language}"${chosen === null && current}>${words.all[language]}</a>${choices}</p>
${
  items.length === 0
    ? html`<p>${words.nothingSent[language]}</p>`
    : html`<div class="wide"><table><thead><tr>${head.map((text) => html`<th>${text[language]}</th>`)}</tr></thead><tbody>${items.map((item) => rowOf(item, reader))}</tbody></table></div>`
}`;
};

const rowOf = (sent: SentMessage, { language, nameOf }: Reader): Html => html`<tr class="${sent.standing}">
<td><a href="/exchange/${encodeURIComponent(sent.id)}?lang=${language}">${sent.messageType ?? sent.format}${sent.control && html` ${sent.control}`}</a></td>
<td>${standingWords[sent.standing][language]}</td><td>${nameOf(sent.partner)}</td><td>${sent.orderNumber}</td>
<td>${instant(sent.sentAt, language)}</td><td>${sent.dueAt && instant(sent.dueAt, language)}</td></tr>`;

const foundOf = (found: readonly Interchange[], reader: Reader): Html =>
  found.length === 0
    ? html`<p>${words.nothingFound[reader.language]}</p>`
    : html`<ul class="orders">${found.map((file) => fileOf(file, reader, false))}</ul>`;

/** A file in one line, and its messages with what is wrong with them. */
const fileOf = (
  file: Interchange,
  { language, nameOf }: Reader,
  isAsked: boolean,
  deliveries: readonly Delivery[] = [],
): Html => {
  const name = [file.messageType ?? file.messages[0]?.type ?? file.format, file.control ?? file.fileName ?? file.id];
  const wrong = [...file.errors, ...file.rows.flatMap((row) => row.errors)];
  return html`<li${isAsked && html` class="asked"`}>
<div class="meta">${instant(file.receivedAt, language)}<span>${words[file.direction][language]} · ${nameOf(file.partner)}</span><span>${statusWords[file.status][language]}</span></div>
<div><a href="/exchange/${encodeURIComponent(file.id)}?lang=${language}">${name.join(' ')}</a> ${file.orderNumber} <a class="soft" href="/api/v1/partners/${encodeURIComponent(file.partner)}/interchanges/${encodeURIComponent(file.id)}/content">${words.content[language]}</a></div>
${deliveries.filter(({ interchange }) => interchange === file.id).map((delivery) => deliveryOf(delivery, language))}
${file.messages.map((message) => messageOf(message, language))}${wrong.map((error) => html`<div class="error">${error.message[language]}</div>`)}
</li>`;
};

const deliveryOf = (
  { way, state, reason, attempts, settledAt }: Delivery,
  language: Language,
): Html => html`<div class="meta"><span>${wayWords[way][language]}: ${deliveryWords[state][language]}</span><span>${settledAt && instant(settledAt, language)}</span><span>${words.attempts[language]} ${attempts}</span></div>
${state !== 'delivered' && reason && html`<div class="error">${reason}</div>`}`;

const messageOf = (
  { type, control, numbers, verdict, errors }: MessageFate,
  language: Language,
): Html => html`<div class="meta"><span>${type} ${control}</span><span>${numbers.join(', ')}</span><span>${verdictWords[verdict][language]}</span></div>
${errors.map((error) => html`<div class="error">${error.message[language]}</div>`)}`;
