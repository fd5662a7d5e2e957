import type { FastifyRequest } from 'fastify';

export type Language = 'en' | 'zh';

/** `?lang=` wins, then what the browser prefers; English when it says nothing we have. */
export const languageOf = (request: Pick<FastifyRequest, 'query' | 'headers'>): Language => {
  const asked: unknown = (request.query as { lang?: unknown } | undefined)?.lang;
  if (asked === 'zh' || asked === 'en') return asked;
  const [first = ''] = (request.headers['accept-language'] ?? '').split(',');
  return first.trim().toLowerCase().startsWith('zh') ? 'zh' : 'en';
};
