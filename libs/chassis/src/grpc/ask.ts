import {
  create,
  type DescMessage,
  type DescMethodUnary,
  type MessageInitShape,
  type MessageShape,
} from '@bufbuild/protobuf';
import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SpanKind } from '@opentelemetry/api';
import { DomainError, type Facts, type Text } from '@tradeloom/kernel';
import { signErrand } from '../access/service-token.ts';
import { CONFIGURATION, type Configuration } from '../configuration.ts';
import { currentScope } from '../scope.ts';
import { activeTraceparent, inSpan } from '../telemetry/tracing.ts';
import { methodsOf } from './package-definition.ts';

const deadlineMs = 5_000;

interface Asking {
  /** Whose rows the answer may be drawn from; the asker's own organisations when not said. */
  readonly onBehalfOf?: readonly string[];
}

interface Refusal {
  code: string;
  text: Text;
  facts: Facts;
  kind: DomainError['kind'];
}

/** A business "no" as the answering door wrote it; FAILED_PRECONDITION may come from others too. */
const refusalOf = ({ code, details }: ServiceError): Refusal | undefined => {
  if (code !== status.FAILED_PRECONDITION || !details.startsWith('{')) return undefined;
  return JSON.parse(details) as Refusal;
};

/** The asked service is away or slow: the caller's request is answered 503, to be sent again. */
const away: readonly (status | undefined)[] = [status.UNAVAILABLE, status.DEADLINE_EXCEEDED];

const asError = (error: ServiceError): Error => {
  const refusal = refusalOf(error);
  if (refusal) return new DomainError(refusal.code, refusal.text, refusal.facts, refusal.kind);
  return away.includes(error.code) ? Object.assign(error, { statusCode: 503 }) : error;
};

/** Asks another service a question that needs an answer now. Never inside an open transaction. */
@Injectable()
export class Ask implements OnApplicationShutdown {
  private readonly clients = new Map<string, Client>();

  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  production = this.to('production');
  finance = this.to('finance');

  onApplicationShutdown(): void {
    for (const client of this.clients.values()) client.close();
  }

  private to(service: string) {
    return <Input extends DescMessage, Output extends DescMessage>(
      question: DescMethodUnary<Input, Output>,
      request: MessageInitShape<Input>,
      { onBehalfOf }: Asking = {},
    ): Promise<MessageShape<Output>> =>
      inSpan(`ask ${question.name}`, { kind: SpanKind.CLIENT }, async () => {
        const { by, organisations, tx } = currentScope();
        if (tx)
          throw new Error(`${question.name} asked inside a transaction: the answer may take longer than a lock should`);
        const metadata = new Metadata();
        const errand = { by, organisations: onBehalfOf ?? organisations };
        metadata.set(
          'tradeloom-errand',
          await signErrand(errand, this.configuration.service, this.configuration.serviceKey),
        );
        metadata.set('traceparent', activeTraceparent() ?? '');
        return this.call(service, question, create(question.input, request), metadata).catch((error: ServiceError) => {
          throw asError(error);
        });
      });
  }

  private call<Input extends DescMessage, Output extends DescMessage>(
    service: string,
    question: DescMethodUnary<Input, Output>,
    request: MessageShape<Input>,
    metadata: Metadata,
  ): Promise<MessageShape<Output>> {
    const method = methodsOf(question.parent)[question.name];
    if (!method) throw new Error(`${question.name} is not declared in proto/`);
    return new Promise((resolve, reject) => {
      this.client(service).makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        metadata,
        { deadline: Date.now() + deadlineMs },
        (error, answer) => {
          if (error) reject(error);
          else resolve(answer as MessageShape<Output>);
        },
      );
    });
  }

  private client(service: string): Client {
    const known = this.clients.get(service);
    if (known) return known;
    const url = this.configuration.grpcUrls[service];
    if (!url) throw new Error(`${service.toUpperCase()}_GRPC_URL is not configured`);
    const client = new Client(url, credentials.createInsecure());
    this.clients.set(service, client);
    return client;
  }
}
