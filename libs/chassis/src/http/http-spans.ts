import { context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contextOf } from '../telemetry/tracing.ts';

const tracer = trace.getTracer('tradeloom');
const quiet = /^\/(health|metrics)/;
const spans = new WeakMap<FastifyRequest, Span>();

/** One server span per request, child of the caller's; everything the request sets off is inside it. */
export const addHttpSpans = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', (request: FastifyRequest, _: FastifyReply, done: () => void) => {
    if (quiet.test(request.url)) return done();
    const traceparent = request.headers['traceparent'];
    const parent = contextOf(typeof traceparent === 'string' ? traceparent : null);
    const name = `${request.method} ${request.routeOptions.url ?? request.url.split('?')[0]}`;
    const span = tracer.startSpan(
      name,
      { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method } },
      parent,
    );
    spans.set(request, span);
    return context.with(trace.setSpan(parent, span), done);
  });
  // Reading a body leaves the asynchronous context of the first hook: enter it again before the handler.
  fastify.addHook('preValidation', (request: FastifyRequest, _: FastifyReply, done: () => void) => {
    const span = spans.get(request);
    if (!span) return done();
    return context.with(trace.setSpan(context.active(), span), done);
  });
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
};
