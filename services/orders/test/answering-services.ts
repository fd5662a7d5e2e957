import {
  create,
  type DescMethodUnary,
  type DescService,
  fromBinary,
  type MessageInitShape,
  toBinary,
} from '@bufbuild/protobuf';
import { Server, ServerCredentials, type UntypedHandleCall } from '@grpc/grpc-js';
import { finance, production } from '@tradeloom/contracts';

/** What production and finance answer in a test. */
export interface Answers {
  quoteDelivery: (
    asked: production.QuoteDeliveryRequest,
  ) => MessageInitShape<typeof production.QuoteDeliveryResponseSchema>;
  previewChange: (
    asked: production.PreviewChangeRequest,
  ) => MessageInitShape<typeof production.PreviewChangeResponseSchema>;
  holdChange: (asked: production.HoldChangeRequest) => MessageInitShape<typeof production.HoldChangeResponseSchema>;
  previewOrderValue: (
    asked: finance.PreviewOrderValueRequest,
  ) => MessageInitShape<typeof finance.PreviewOrderValueResponseSchema>;
}

export interface AnsweringServices {
  readonly env: Record<string, string>;
  readonly stop: () => void;
}

/** A real gRPC server that stands in for the two services that orders asks. */
export const answeringServices = async (answers: Answers): Promise<AnsweringServices> => {
  const server = new Server();
  const { quoteDelivery, previewChange, holdChange } = production.PromisingService.method;
  serve(server, production.PromisingService, {
    ...answered(quoteDelivery, (asked) => answers.quoteDelivery(asked as production.QuoteDeliveryRequest)),
    ...answered(previewChange, (asked) => answers.previewChange(asked as production.PreviewChangeRequest)),
    ...answered(holdChange, (asked) => answers.holdChange(asked as production.HoldChangeRequest)),
  });
  const { previewOrderValue } = finance.CreditCoverService.method;
  serve(server, finance.CreditCoverService, {
    ...answered(previewOrderValue, (asked) => answers.previewOrderValue(asked as finance.PreviewOrderValueRequest)),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const url = `127.0.0.1:${port}`;
  return { env: { PRODUCTION_GRPC_URL: url, FINANCE_GRPC_URL: url }, stop: () => server.forceShutdown() };
};

const serve = (server: Server, service: DescService, handlers: Record<string, UntypedHandleCall>): void => {
  const methods = Object.values(service.method) as DescMethodUnary[];
  const definition = Object.fromEntries(
    methods
      .filter((method) => method.name in handlers)
      .map((method) => [
        method.name,
        {
          path: `/${service.typeName}/${method.name}`,
          requestStream: false,
          responseStream: false,
          requestSerialize: (message: unknown) => Buffer.from(toBinary(method.input, message as never)),
          requestDeserialize: (bytes: Uint8Array) => fromBinary(method.input, bytes),
          responseSerialize: (message: unknown) => Buffer.from(toBinary(method.output, message as never)),
          responseDeserialize: (bytes: Uint8Array) => fromBinary(method.output, bytes),
        },
      ]),
  );
  server.addService(definition, handlers);
};

const answered = (method: DescMethodUnary, answer: (asked: unknown) => object): Record<string, UntypedHandleCall> => ({
  [method.name]: (call: { request: unknown }, callback: (error: null, message: unknown) => void) =>
    callback(null, create(method.output, answer(call.request) as never)),
});
