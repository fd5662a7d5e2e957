import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { type Actor, Allow, type CalledRequest, Caller, Transactions, type Tx } from '@tradeloom/chassis';
import { correctedFile } from '@tradeloom/feeds';
import { DomainError, notFound } from '@tradeloom/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { confirmMapping } from '../feeds/confirm-mapping.ts';
import { draftOf, keepDraft, removeDraft } from '../feeds/drafts.ts';
import { takes } from '../feeds/how-to-take.ts';
import { PreviewFeeds } from '../feeds/preview-feeds.ts';
import { withdrawMapping } from '../feeds/withdraw-mapping.ts';
import { blankFeed } from '../mailboxes/interchange.rules.ts';
import { Interchanges } from '../mailboxes/interchange.table.ts';
import { KeepFile } from '../mailboxes/keep-file.ts';
import { shownTypeOf } from '../mailboxes/shown-type.rules.ts';
import { uploadedFile } from '../mailboxes/uploaded-file.ts';
import { Organisations } from '../partners/organisations.ts';
import { Partners } from '../partners/partner.table.ts';
import { lastFeeds, sentFeed } from './feed-files.ts';
import { formOf, saidColumns } from './feed-forms.ts';
import { feedPreview } from './feed-preview.ts';
import { feedWords } from './feed-words.ts';
import { type Html, html } from './html.ts';
import { type Language, languageOf } from './language.ts';
import { page } from './page.ts';

type Request = FastifyRequest & CalledRequest;

const senders = { roles: ['supplier-clerk', 'operator'] as const };
const lastShown = 20;
/** A preview tells of every row, whichever way of taking is chosen below it. */
const rowByRow = { ...blankFeed, take: 'good-rows' } as const;

/** A supplier's clerk uploads a table, sees what would become of it, and sends it. */
@Controller('feeds')
export class FeedsPage {
  constructor(
    private readonly transactions: Transactions,
    private readonly previews: PreviewFeeds,
    private readonly files: KeepFile,
    private readonly organisations: Organisations,
  ) {}

  @Get()
  @Allow({})
  async start(@Caller() by: Actor, @Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    const language = languageOf(request);
    const names = await this.organisations.all();
    const [mailboxes, files] = await this.transactions.run(async (tx) => {
      const own = (await tx.find(Partners, { format: 'sheet' })).filter(
        ({ organisation }) => organisation === by.organisation || by.role === 'operator',
      );
      return [
        own,
        await this.last(
          tx,
          own.map(({ id }) => id),
        ),
      ] as const;
    });
    const forms = mailboxes.map(({ id, organisation, counterparty }) => {
      const other = organisation === by.organisation ? counterparty : organisation;
      const name = names.get(other)?.name[language] ?? other;
      return html`<form method="post" enctype="multipart/form-data" action="/feeds/${encodeURIComponent(id)}?lang=${language}"><p>${feedWords.to[language]} ${name}</p><label for="file-${id}">${feedWords.file[language]}</label><input id="file-${id}" type="file" name="file" accept=".csv,.txt,.tsv,.xlsx" required><button>${feedWords.check[language]}</button><p class="meta">${feedWords.nothingIsSent[language]}</p></form>`;
    });
    const content = html`${forms.length > 0 ? forms : html`<p>${feedWords.noMailbox[language]}</p>`}${lastFeeds(files, language)}`;
    await this.show(request, reply, feedWords.feeds[language], '/feeds?', content);
  }

  @Post(':partner')
  @HttpCode(303)
  @Allow(senders)
  async upload(
    @Param('partner') partner: string,
    @Caller() by: Actor,
    @Req() request: Request,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await uploadedFile(request);
    const id = await this.transactions.run((tx) => keepDraft(tx, by, partner, file));
    await this.goTo(reply, `/feeds/drafts/${encodeURIComponent(id)}`, languageOf(request));
  }

  @Get('drafts/:id')
  @Allow(senders)
  async preview(
    @Param('id') id: string,
    @Caller() by: Actor,
    @Req() request: Request,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageOf(request);
    const content = await this.previewOf(id, by, language);
    await this.show(request, reply, feedWords.preview[language], `/feeds/drafts/${encodeURIComponent(id)}?`, content);
  }

  /** What cannot be previewed at all says why, where the preview would be. */
  private async previewOf(id: string, by: Actor, language: Language): Promise<Html> {
    try {
      const preview = await this.transactions.run(async (tx) => {
        const draft = await draftOf(tx, id);
        return this.previews.preview(tx, by, draft.partner, draft, rowByRow);
      });
      return feedPreview(id, preview, language);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'refused') throw error;
      return html`<p class="error" role="alert">${error.text[language]}</p><p><a href="/feeds?lang=${language}">${feedWords.again[language]}</a></p>`;
    }
  }

  @Post('drafts/:id/mapping')
  @HttpCode(303)
  @Allow(senders)
  async confirm(
    @Param('id') id: string,
    @Caller() by: Actor,
    @Req() request: Request,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = formOf(request);
    const withdrawn = form.get('withdraw');
    await this.transactions.run(async (tx) => {
      const { partner } = await draftOf(tx, id);
      if (withdrawn) return withdrawMapping(tx, partner, by, withdrawn);
      const said = saidColumns(form);
      if (said.columns.length > 0) await confirmMapping(tx, partner, by, said);
    });
    await this.goTo(reply, `/feeds/drafts/${encodeURIComponent(id)}`, languageOf(request));
  }

  /** Pressed twice, it is sent once: the draft's id is the interchange's. */
  @Post('drafts/:id/send')
  @HttpCode(303)
  @Allow(senders)
  async send(
    @Param('id') id: string,
    @Caller() by: Actor,
    @Req() request: Request,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const take = takes.find((known) => known === formOf(request).get('take')) ?? null;
    try {
      const draft = await this.transactions.run((tx) => draftOf(tx, id));
      const file = { ...draft, channel: 'https', feed: { ...blankFeed, take } } as const;
      await this.files.keep(by, file, (tx) => removeDraft(tx, id));
    } catch (error) {
      const sent = await this.transactions.run((tx) => tx.find(Interchanges, { id }));
      if (sent.length === 0) throw error;
    }
    await this.goTo(reply, `/feeds/files/${encodeURIComponent(id)}`, languageOf(request));
  }

  @Get('drafts/:id/corrected')
  @Allow(senders)
  async corrected(
    @Param('id') id: string,
    @Caller() by: Actor,
    @Req() request: Request,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [draft, { feed }] = await this.transactions.run(async (tx) => {
      const found = await draftOf(tx, id);
      return [found, await this.previews.preview(tx, by, found.partner, found, rowByRow)] as const;
    });
    const file = await correctedFile(draft.content, feed, languageOf(request));
    if (!file) throw notFound('corrected file', id);
    await reply
      .header('content-type', shownTypeOf(file))
      .header('content-disposition', `attachment; filename="corrected.${file.format}"`)
      .send(Buffer.from(file.bytes));
  }

  @Get('files/:id')
  @Allow({})
  async sent(@Param('id') id: string, @Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    const language = languageOf(request);
    const file = await this.transactions.run((tx) => tx.one(Interchanges, id));
    if (file.status === 'received') reply.header('refresh', '1');
    const content = sentFeed(file, language);
    await this.show(request, reply, feedWords.sent[language], `/feeds/files/${encodeURIComponent(id)}?`, content);
  }

  private last(tx: Tx, partners: readonly string[]) {
    return tx.query<{ id: string; file_name: string | null; status: string; received_at: Date }>(
      `select id, file_name, status, received_at from interchanges
        where partner = any ($1) and direction = 'in' order by received_at desc limit ${lastShown}`,
      [partners],
    );
  }

  private async goTo(reply: FastifyReply, path: string, language: Language): Promise<void> {
    await reply.status(303).header('location', `${path}?lang=${language}`).send();
  }

  private async show(request: Request, reply: FastifyReply, title: string, url: string, content: Html): Promise<void> {
    const language = languageOf(request);
    await reply.header('content-type', 'text/html; charset=utf-8').send(
      page({
        title,
        language,
        otherLanguageUrl: `${url}lang=${language === 'zh' ? 'en' : 'zh'}`,
        person: request.caller?.login,
        content,
      }),
    );
  }
}
