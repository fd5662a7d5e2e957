import { Agent, request as httpRequest } from 'node:http';
import { Injectable, NotFoundException, UnauthorizedException } from '@nestjs/common';
import {
  type Actor,
  activeTraceparent,
  type CalledRequest,
  callerTokenHeader,
  callerTokenSigner,
  inSpan,
  problemOf,
  secretOf,
} from '@tradeloom/chassis';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answer.ts';
import { IdempotentRequests } from './idempotent-requests.ts';
import { serviceFor, serviceUrls } from './routes.ts';

const passedOn = ['content-disposition', 'etag', 'retry-after', 'location'];
const timeoutMs = 30_000;

/** Forwards `/api/v1` to the services' doors, vouching for the caller with a token of 60 seconds. */
@Injectable()
export class Forward {
  private readonly urls = serviceUrls(process.env);
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });
  private readonly sign = callerTokenSigner(secretOf(process.env, 'CALLER_TOKEN_PRIVATE_KEY') ?? '');

  constructor(private readonly idempotent: IdempotentRequests) {}

  /** Takes every path of the API that no door of the gateway's own answers. */
  serve(fastify: FastifyInstance): void {
    fastify.all('/api/v1/*', async (request: FastifyRequest & CalledRequest, reply) => {
      try {
        await this.answer(request, reply);
      } catch (error) {
        const problem = problemOf(error);
        await reply
          .status(problem.status)
          .header('content-type', 'application/problem+json; charset=utf-8')
          .send(JSON.stringify(problem));
      }
    });
  }

  private async answer(request: FastifyRequest & CalledRequest, reply: FastifyReply): Promise<void> {
    const { caller } = request;
    if (!caller) throw new UnauthorizedException();
    const path = request.url.slice('/api/v1/'.length);
    const service = serviceFor(path);
    if (!service) throw new NotFoundException();
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const send = (): Promise<Answer> =>
      inSpan(`forward ${service}`, {}, () => this.send(request, `${this.urls[service]}/api/v1/${path}`, caller, body));
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

  private async send(request: FastifyRequest, url: string, caller: Actor, body: Buffer): Promise<Answer> {
    const traceparent = activeTraceparent();
    const headers = {
      [callerTokenHeader]: await this.sign(caller),
      ...(traceparent && { traceparent }),
      ...(body.length > 0 && {
        'content-type': request.headers['content-type'] ?? 'application/json',
        'content-length': body.length,
      }),
    };
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        url,
        { method: request.method, headers, agent: this.agent, timeout: timeoutMs },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 502,
              contentType: incoming.headers['content-type'] ?? 'application/json',
              headers: Object.fromEntries(
                passedOn.flatMap((name) => {
                  const value = incoming.headers[name];
                  return typeof value === 'string' ? [[name, value]] : [];
                }),
              ),
              body: Buffer.concat(chunks),
            }),
          );
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error('the service did not answer in time')));
      outgoing.on('error', (error) => reject(Object.assign(error, { statusCode: 503 })));
      outgoing.end(body);
    });
  }
}
