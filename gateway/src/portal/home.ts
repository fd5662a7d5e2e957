import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { type CalledRequest, noteSecurity, Open, placeOf, Transactions, whoIs, withScope } from '@tradeloom/chassis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiKeys } from '../access/api-keys.ts';
import { Sessions } from '../access/sessions.ts';
import { RateLimits } from '../rate-limits/rate-limits.ts';
import { OpenidSignIn } from '../sign-in/openid-sign-in.ts';
import { ownPath } from '../sign-in/own-path.rules.ts';
import { type Html, html } from './html.ts';
import { type Language, languageOf } from './language.ts';
import { page } from './page.ts';
import { signInForm } from './sign-in-form.ts';

type Request = FastifyRequest & CalledRequest;

interface KnownOrder {
  order_id: string;
  text_en: string;
  text_zh: string;
}

/** The front door: sign in, then the orders one is party to. */
@Open()
@Controller()
export class Home {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: ApiKeys,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
    private readonly provider: OpenidSignIn,
  ) {}

  @Get()
  async home(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    const language = languageOf(request);
    const content = request.caller ? await this.orders(request, language) : this.signInForm(request, false);
    await this.show(request, reply, language, content);
  }

  @Post('sign-in')
  @HttpCode(303)
  async signIn(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '');
    const login = form.get('login') ?? '';
    await this.limits.takeGuess(login, request, reply);
    const caller = await this.keys.callerByPassword(login, form.get('password') ?? '');
    const language = languageOf(request);
    if (!caller) {
      noteSecurity('sign-in-refused', { ...placeOf(request), who: login, by: 'password' });
      reply.status(401);
      return this.show(request, reply, language, this.signInForm(request, true));
    }
    noteSecurity('signed-in', { ...placeOf(request), ...whoIs(caller), by: 'password' });
    await reply
      .status(303)
      .header('set-cookie', await this.sessions.open(caller.login, request.headers.cookie))
      .header('location', askedFor(request) ?? `/?lang=${language}`)
      .send();
  }

  @Post('sign-out')
  @HttpCode(303)
  async signOut(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    if (request.caller) noteSecurity('signed-out', placeOf(request));
    await reply
      .status(303)
      // what the browser has kept of the pages goes too
      .header('clear-site-data', '"cache", "storage"')
      .header('set-cookie', await this.sessions.end(request.headers.cookie))
      .header('location', `/?lang=${languageOf(request)}`)
      .send();
  }

  private signInForm(request: Request, failed: boolean): Html {
    const language = languageOf(request);
    const asked = askedFor(request);
    const rest = `?lang=${language}${asked ? `&return=${encodeURIComponent(asked)}` : ''}`;
    return signInForm({
      language,
      action: `/sign-in${rest}`,
      failed,
      provider: this.provider.isOffered ? `/sign-in/provider${rest}` : undefined,
    });
  }

  private async show(request: Request, reply: FastifyReply, language: Language, content: Html): Promise<void> {
    await reply.header('content-type', 'text/html; charset=utf-8').send(
      page({
        title: language === 'zh' ? '订单' : 'Orders',
        language,
        otherLanguageUrl: `/?lang=${language === 'zh' ? 'en' : 'zh'}`,
        person: request.caller?.login,
        content,
      }),
    );
  }

  private async orders({ caller }: Request, language: Language): Promise<Html> {
    if (!caller) return html``;
    const known = await withScope({ by: caller, organisations: [caller.organisation] }, () =>
      this.transactions.run((tx) =>
        tx.query<KnownOrder>(
          `select distinct on (order_id) order_id, text_en, text_zh from timeline
            where order_id is not null order by order_id desc, occurred_at limit 100`,
        ),
      ),
    );
    if (known.length === 0) return html`<p>${language === 'zh' ? '还没有订单。' : 'No orders yet.'}</p>`;
    return html`<ul class="orders">${known.map(
      (o) =>
        html`<li><a href="/orders/${encodeURIComponent(o.order_id)}?lang=${language}">${language === 'zh' ? o.text_zh : o.text_en}</a></li>`,
    )}</ul>`;
  }
}

/** The page of ours that somebody asked for before he signed in. */
const askedFor = (request: Request): string | null => {
  const { return: asked } = request.query as { return?: string };
  return asked === undefined ? null : ownPath(asked);
};
