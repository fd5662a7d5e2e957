import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { DomainError, type Facts, type Text } from '@tradeloom/kernel';
import type { FastifyRequest } from 'fastify';
import { type Observable, throwError } from 'rxjs';
import { log } from '../log.ts';
import { noteSecurity, placeOf, type SecurityEventName } from '../security-event.ts';
import { activeTraceId } from '../telemetry/tracing.ts';
import { statusOfFault } from './fault-status.ts';
import { type InputError, InvalidInput, RefusedFields } from './invalid-input.ts';

/** RFC 9457 problem details, in both languages, with the trace to ask about. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  text: Text;
  retryable: boolean;
  facts?: Facts;
  errors?: readonly InputError[];
  traceId?: string;
}

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: string): void;
}

const statusOf = { refused: 422, 'not-found': 404, forbidden: 403, conflict: 409 } as const;

const plain: Record<number, { code: string; text: Text }> = {
  400: { code: 'request.malformed', text: { en: 'The request cannot be read', zh: '请求无法解析' } },
  401: { code: 'access.unknown-caller', text: { en: 'Sign in or send a valid key', zh: '请登录或提供有效密钥' } },
  403: { code: 'access.not-allowed', text: { en: 'You may not do this', zh: '您无权执行此操作' } },
  404: { code: 'request.no-such-resource', text: { en: 'There is no such resource', zh: '资源不存在' } },
  409: {
    code: 'request.conflict',
    text: { en: 'This is there already, or something else came first', zh: '记录已存在，或已有其他请求先行处理' },
  },
  413: { code: 'request.too-large', text: { en: 'The body is over the size limit', zh: '请求内容超过大小限制' } },
  415: { code: 'request.media-type', text: { en: 'This content type is not accepted', zh: '不接受该内容类型' } },
  429: { code: 'request.too-many', text: { en: 'Too many requests; try again later', zh: '请求过于频繁，请稍后重试' } },
  503: { code: 'server.unavailable', text: { en: 'Not possible just now; try again', zh: '暂时无法处理，请稍后重试' } },
};
const retryAfterSeconds = '5';
const unexpected = {
  code: 'server.unexpected',
  text: { en: 'An unexpected error; it is recorded', zh: '发生意外错误，已记录' },
};

const problem = (status: number, code: string, text: Text, rest: Partial<Problem> = {}): Problem => ({
  type: `urn:tradeloom:problem:${code}`,
  title: text.en,
  status,
  code,
  text,
  retryable: status >= 500 || status === 429,
  ...rest,
});

const httpStatusOf = (error: unknown): number => {
  if (error instanceof HttpException) return error.getStatus();
  const status: unknown = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : (statusOfFault(error) ?? 500);
};

const plainOf = (status: number) => plain[status] ?? (status < 500 ? plain[400] : undefined) ?? unexpected;

export const problemOf = (error: unknown): Problem => {
  if (error instanceof DomainError) {
    return problem(statusOf[error.kind], error.code, error.text, { facts: error.facts });
  }
  if (error instanceof InvalidInput) {
    return problem(
      422,
      'request.invalid',
      { en: 'Some fields are not valid', zh: '部分字段无效' },
      { errors: error.errors },
    );
  }
  if (error instanceof RefusedFields) {
    return problem(
      403,
      'access.fields-not-allowed',
      { en: 'Some fields are not yours to set', zh: '部分字段您无权填写' },
      { errors: error.errors },
    );
  }
  const status = httpStatusOf(error);
  const { code, text } = plainOf(status);
  return problem(status, code, text);
};

const securityOf = (status: number, error: unknown): SecurityEventName | undefined => {
  if (status === 401 || status === 403) return 'access-refused';
  if (status === 429) return 'too-many-requests';
  return error instanceof InvalidInput ? 'input-refused' : undefined;
};

/** One vocabulary for every refusal: problem+json over HTTP; other transports get the error itself. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): Observable<never> | undefined {
    if (host.getType() !== 'http') return throwError(() => error);
    const body = problemOf(error);
    const traceId = activeTraceId();
    if (traceId) body.traceId = traceId;
    if (body.status >= 500) log.error({ err: error }, 'request failed');
    else if (statusOfFault(error)) log.warn({ err: error }, 'the database refused what validation let pass');
    const http = host.switchToHttp();
    const security = securityOf(body.status, error);
    if (security) noteSecurity(security, { ...placeOf(http.getRequest<FastifyRequest>()), why: body.code });
    const reply = http.getResponse<Reply>();
    if (body.status === 503) reply.header('retry-after', retryAfterSeconds);
    reply
      .status(body.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(body));
    return undefined;
  }
}
