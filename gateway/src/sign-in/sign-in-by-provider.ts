import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import { log, noteSecurity, Open, placeOf } from '@tradeloom/chassis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PublicUrl } from '../access/public-url.ts';
import { Sessions } from '../access/sessions.ts';
import { html } from '../portal/html.ts';
import { type Language, languageOf } from '../portal/language.ts';
import { page } from '../portal/page.ts';
import { OpenidSignIn } from './openid-sign-in.ts';
import { ownPath } from './own-path.rules.ts';

const texts = {
  away: { en: 'The sign-in service does not answer. Try again later.', zh: '登录服务暂时无法访问，请稍后重试。' },
  failed: { en: 'The sign-in did not succeed. Please begin again.', zh: '登录未完成，请重新登录。' },
  nobody: {
    en: 'You have no account on this platform. Ask your administrator.',
    zh: '您在本平台没有账号，请联系管理员。',
  },
  again: { en: 'Sign in', zh: '登录' },
  done: { en: 'You are signed in.', zh: '登录成功。' },
  goOn: { en: 'Continue', zh: '继续' },
} as const;

const by = 'identity-provider';

/** Signing in at the company's identity provider: there, and back again. */
@Open()
@Controller('sign-in/provider')
export class SignInByProvider {
  constructor(
    private readonly signIn: OpenidSignIn,
    private readonly sessions: Sessions,
    private readonly url: PublicUrl,
  ) {}

  @Get()
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.signIn.isOffered) throw new NotFoundException();
    // The provider sends people back to the public address: what the browser is to remember must be set there.
    if (request.headers.host !== this.url.base.host) {
      await reply.redirect(this.url.at(ownPath(request.url)), 302);
      return;
    }
    const language = languageOf(request);
    const returnTo = ownPath((request.query as { return?: string }).return);
    try {
      const { location, setCookie } = await this.signIn.begin({ returnTo, language });
      await reply.header('set-cookie', setCookie).redirect(location, 302);
    } catch (error) {
      log.error({ err: error }, 'the identity provider is away');
      await this.tell(reply, 503, language, 'away');
    }
  }

  @Get('callback')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.signIn.isOffered) throw new NotFoundException();
    const underway = await this.signIn.underwayIn(request.headers.cookie);
    const language = underway?.language ?? languageOf(request);
    reply.header('set-cookie', this.signIn.over);
    if (!underway) {
      noteSecurity('sign-in-refused', { ...placeOf(request), by, why: 'provider.not-begun-here' });
      return this.tell(reply, 401, language, 'failed');
    }
    let login: string | null;
    try {
      login = await this.signIn.finish(underway, request.url);
    } catch (error) {
      log.warn({ err: error }, 'a sign-in at the identity provider did not succeed');
      noteSecurity('sign-in-refused', { ...placeOf(request), by, why: 'provider.failed' });
      return this.tell(reply, 401, language, 'failed');
    }
    if (login === null) {
      noteSecurity('sign-in-refused', { ...placeOf(request), by, why: 'provider.nobody-here' });
      return this.tell(reply, 403, language, 'nobody');
    }
    noteSecurity('signed-in', { ...placeOf(request), who: login, by });
    reply.header('set-cookie', await this.sessions.open(login, request.headers.cookie));
    // A redirect would still be the other site's, and the session's cookie stay at home: the browser goes on by itself.
    reply.header('refresh', `0;url=${underway.returnTo}`);
    await this.tell(reply, 200, language, 'done', underway.returnTo);
  }

  private async tell(
    reply: FastifyReply,
    status: number,
    language: Language,
    what: 'away' | 'failed' | 'nobody' | 'done',
    next = `/?lang=${language}`,
  ): Promise<void> {
    const link = what === 'done' ? texts.goOn : texts.again;
    await reply
      .status(status)
      .header('content-type', 'text/html; charset=utf-8')
      .send(
        page({
          title: texts.again[language],
          language,
          otherLanguageUrl: `/?lang=${language === 'zh' ? 'en' : 'zh'}`,
          content: html`<p role="status">${texts[what][language]}</p><p><a href="${next}">${link[language]}</a></p>`,
        }),
      );
  }
}
