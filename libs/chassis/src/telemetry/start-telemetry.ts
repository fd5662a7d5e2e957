import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';

const exporterOf = async (env: NodeJS.ProcessEnv): Promise<SpanExporter | undefined> => {
  if (env['ZIPKIN_ENDPOINT']) {
    const { ZipkinExporter } = await import('@opentelemetry/exporter-zipkin');
    return new ZipkinExporter({ url: env['ZIPKIN_ENDPOINT'] });
  }
  if (env['OTEL_EXPORTER_OTLP_ENDPOINT']) {
    const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
    return new OTLPTraceExporter();
  }
  return undefined;
};

/**
 * Traces always flow, so that every event has a trace id; they are exported only where somebody listens
 * (`OTEL_EXPORTER_OTLP_ENDPOINT`, or `ZIPKIN_ENDPOINT`). Answers how to flush and stop.
 */
export const startTelemetry = async (service: string): Promise<() => Promise<void>> => {
  const exporter = await exporterOf(process.env);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'tradeloom' }),
    spanProcessors: exporter ? [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 500 })] : [],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return () => provider.shutdown();
};
