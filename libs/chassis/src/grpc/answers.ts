import type { DescMessage, DescMethodUnary, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import { type Metadata, status } from '@grpc/grpc-js';
import { GrpcMethod } from '@nestjs/microservices';
import { SpanKind } from '@opentelemetry/api';
import { DomainError } from '@tradeloom/kernel';
import { verifyErrand } from '../access/service-token.ts';
import { withScope } from '../scope.ts';
import { contextOf, inSpan } from '../telemetry/tracing.ts';

/** The service key is known once the service has its configuration. */
let serviceKey: Uint8Array | undefined;
export const answerWithKey = (key: Uint8Array): void => {
  serviceKey = key;
};

const textOf = (metadata: Metadata, name: string): string => String(metadata.get(name)[0] ?? '');

/** How a business "no" travels back over gRPC. */
const asRpcError = (error: unknown): unknown =>
  error instanceof DomainError
    ? Object.assign(new Error(error.code), {
        code: status.FAILED_PRECONDITION,
        details: JSON.stringify({ code: error.code, text: error.text, facts: error.facts, kind: error.kind }),
      })
    : error;

type Answering<Input extends DescMessage, Output extends DescMessage> = (
  target: object,
  name: string,
  method: TypedPropertyDescriptor<(request: MessageShape<Input>) => Promise<MessageInitShape<Output>>>,
) => void;

/** Marks the method that answers a question of another service, on behalf of those it asks for. */
export const Answers =
  <Input extends DescMessage, Output extends DescMessage>(
    question: DescMethodUnary<Input, Output>,
  ): Answering<Input, Output> =>
  (target, name, method) => {
    const answer = method.value;
    if (!answer) return;
    const served = async function (this: object, request: MessageShape<Input>, metadata: Metadata) {
      if (!serviceKey) throw new Error('questions cannot be answered before the service key is known');
      const { by, organisations } = await verifyErrand(textOf(metadata, 'tradeloom-errand'), serviceKey);
      const parent = contextOf(textOf(metadata, 'traceparent'));
      return inSpan(`answer ${question.name}`, { kind: SpanKind.SERVER, parent }, async () => {
        try {
          return await withScope({ by, organisations }, () => answer.call(this, request));
        } catch (error) {
          throw asRpcError(error);
        }
      });
    };
    method.value = served as typeof answer;
    GrpcMethod(question.parent.name, question.name)(target, name, method);
  };
