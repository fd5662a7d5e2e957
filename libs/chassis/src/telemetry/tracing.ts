import {
  type Attributes,
  type Context,
  context,
  type Link,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

const tracer = trace.getTracer('tradeloom');

/** W3C traceparent of the work going on, if any. */
export const activeTraceparent = (): string | undefined => {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier['traceparent'];
};

export const activeTraceId = (): string | undefined => trace.getActiveSpan()?.spanContext().traceId;

export const contextOf = (traceparent: string | null | undefined): Context =>
  traceparent ? propagation.extract(ROOT_CONTEXT, { traceparent }) : ROOT_CONTEXT;

/** For work that answers several others at once, and so is no part of any one's trace. */
export const linkTo = (traceparent: string | null): Link | undefined => {
  const linked = trace.getSpanContext(contextOf(traceparent));
  return linked && { context: linked };
};

const fail = (span: Span, error: unknown): void => {
  span.recordException(error instanceof Error ? error : String(error));
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
};

interface SpanStart {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  readonly links?: Link[];
  /** The parent when it is not the active one. */
  readonly parent?: Context;
}

/** Runs work inside a span; a failure is recorded on it and goes on. */
export const inSpan = <T>(name: string, start: SpanStart, work: (span: Span) => Promise<T>): Promise<T> => {
  const { kind = SpanKind.INTERNAL, attributes = {}, links = [], parent = context.active() } = start;
  return tracer.startActiveSpan(name, { kind, attributes, links }, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
};

/** Names the order on the active span, so that every trace can be found by it. */
export const markOrder = (orderId: string | null | undefined): void => {
  if (orderId) trace.getActiveSpan()?.setAttribute('tradeloom.order.id', orderId);
};
