import { Injectable } from '@nestjs/common';
import { noteSecurity, placeOf } from '@tradeloom/chassis';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiKeys } from '../access/api-keys.ts';
import { type Language, languageOf } from '../portal/language.ts';
import { page } from '../portal/page.ts';
import { signInForm } from '../portal/sign-in-form.ts';
import { RateLimits } from '../rate-limits/rate-limits.ts';
import { AuthorizationServer } from './authorization-server.ts';

type Asked = FastifyRequest<{ Params: { uid: string } }>;

/** Where the platform's own identity provider asks for login and password. It serves demo and sandbox only. */
@Injectable()
export class DemoPeople {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly keys: ApiKeys,
    private readonly limits: RateLimits,
  ) {}

  serve(fastify: FastifyInstance): void {
    fastify.get('/people/:uid', async (request: Asked, reply) => this.ask(request, reply, 200));
    fastify.post('/people/:uid', async (request: Asked, reply) => {
      const form = new URLSearchParams(Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '');
      const login = form.get('login') ?? '';
      await this.limits.takeGuess(login, request, reply);
      const person = await this.keys.callerByPassword(login, form.get('password') ?? '');
      if (!person) {
        noteSecurity('sign-in-refused', { ...placeOf(request), who: login, by: 'password' });
        return this.ask(request, reply, 401);
      }
      const provider = await this.server.provider();
      const result = { login: { accountId: person.login, remember: false } };
      return reply.redirect(await provider.interactionResult(request.raw, reply.raw, result), 303);
    });
  }

  /** @throws SessionNotFound (400) when no sign-in is underway in this browser */
  private async ask(request: Asked, reply: FastifyReply, status: 200 | 401): Promise<FastifyReply> {
    const provider = await this.server.provider();
    const { uid, params } = await provider.interactionDetails(request.raw, reply.raw);
    const language = languageAsked(request, params['ui_locales']);
    return reply
      .status(status)
      .header('content-type', 'text/html; charset=utf-8')
      .send(
        page({
          title: language === 'zh' ? '企业账号登录' : 'Company account',
          language,
          otherLanguageUrl: `/people/${uid}?lang=${language === 'zh' ? 'en' : 'zh'}`,
          content: signInForm({ language, action: `/people/${uid}?lang=${language}`, failed: status === 401 }),
        }),
      );
  }
}

const languageAsked = (request: Asked, locales: unknown): Language => {
  const chosen = (request.query as { lang?: unknown }).lang;
  if (chosen === undefined && typeof locales === 'string') return locales.startsWith('zh') ? 'zh' : 'en';
  return languageOf(request);
};
