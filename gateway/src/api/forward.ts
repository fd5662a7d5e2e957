import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Injectable, NotFoundException, UnauthorizedException } from '@nestjs/common';
import {
  type Actor,
  activeTraceparent,
  type CalledRequest,
  callerTokenHeader,
  callerTokenSigner,
  inSpan,
  log,
  secretOf,
} from '@tradeloom/chassis';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answer.ts';
import { IdempotentRequests } from './idempotent-requests.ts';
import { serviceFor, serviceUrls } from './routes.ts';
import { ServiceAway } from './service-away.ts';

const api = '/api/v1/';
const passedOn = ['content-disposition', 'etag', 'retry-after', 'location'];
const timeoutMs = 30_000;
const unauthorized = 401;

/** The path below the API as the service will resolve it: `..` leads nowhere else. */
const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url, 'http://gateway');
  if (!pathname.startsWith(api)) throw new NotFoundException();
  return pathname.slice(api.length) + search;
};

const answerOf = async (incoming: IncomingMessage): Promise<Answer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { statusCode = 502, headers } = incoming;
  return {
    status: statusCode,
    contentType: headers['content-type'] ?? 'application/json',
    headers: Object.fromEntries(
      passedOn.flatMap((name) => {
        const value = headers[name];
        return typeof value === 'string' ? [[name, value]] : [];
      }),
    ),
    body: Buffer.concat(chunks),
  };
};

interface Forwarded {
  readonly url: string;
  readonly service: string;
  readonly caller: Actor;
  readonly body: Buffer;
}

/** Forwards `/api/v1` to the services' doors, vouching for the caller with a token of 60 seconds. */
@Injectable()
export class Forward {
  private readonly urls = serviceUrls(process.env);
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });
  private readonly sign = callerTokenSigner(secretOf(process.env, 'CALLER_TOKEN_PRIVATE_KEY') ?? '');

  constructor(private readonly idempotent: IdempotentRequests) {}

  /** Takes every path of the API that no door of the gateway's own answers. */
  serve(fastify: FastifyInstance): void {
    fastify.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: '/api/v1/*',
      handler: (request: FastifyRequest & CalledRequest, reply) => this.answer(request, reply),
    });
  }

  private async answer(request: FastifyRequest & CalledRequest, reply: FastifyReply): Promise<void> {
    const { caller } = request;
    if (!caller) throw new UnauthorizedException();
    const path = pathOf(request.url);
    const service = serviceFor(path);
    if (!service) throw new NotFoundException();
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const send = (): Promise<Answer> =>
      this.vouched(service, () =>
        this.send(request, { url: `${this.urls[service]}${api}${path}`, service, caller, body }),
      );
    const key = request.headers['idempotency-key'];
    const answer =
      typeof key === 'string' && request.method !== 'GET'
        ? await this.idempotent.once({ key, caller, method: request.method, path, body }, send)
        : await send();
    await reply
      .status(answer.status)
      .headers({ ...answer.headers, 'content-type': answer.contentType })
      .send(answer.body);
  }

  /**
   * The caller was known here. A service that does not know him doubts our token, which is no fault of the caller's: our
   * clocks or keys differ.
   * @throws ServiceAway
   */
  private async vouched(service: string, send: () => Promise<Answer>): Promise<Answer> {
    const answer = await inSpan(`forward ${service}`, {}, send);
    if (answer.status !== unauthorized) return answer;
    log.error({ service }, 'the service does not accept the gateway’s word for the caller: compare clocks and keys');
    throw new ServiceAway(new Error('it does not accept caller tokens'), true);
  }

  /** @throws ServiceAway when no answer came, or not all of it */
  private async send(request: FastifyRequest, { url, service, caller, body }: Forwarded): Promise<Answer> {
    const traceparent = activeTraceparent();
    const headers = {
      [callerTokenHeader]: await this.sign(caller, service.replaceAll('-', '_')),
      ...(traceparent && { traceparent }),
      ...(body.length > 0 && {
        'content-type': request.headers['content-type'] ?? 'application/json',
        'content-length': body.length,
      }),
    };
    try {
      return await answerOf(
        await new Promise<IncomingMessage>((resolve, reject) => {
          const outgoing = httpRequest(
            url,
            { method: request.method, headers, agent: this.agent, timeout: timeoutMs },
            resolve,
          );
          outgoing.on('timeout', () => outgoing.destroy(new Error('the service did not answer in time')));
          outgoing.on('error', reject);
          outgoing.end(body);
        }),
      );
    } catch (error) {
      throw new ServiceAway(error as Error);
    }
  }
}
