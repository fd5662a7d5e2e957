import { create, fromBinary, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from '@grpc/grpc-js';
import { finance } from '@tradeloom/contracts';

type CoverAnswer = MessageInitShape<typeof finance.CheckShipmentCoverResponseSchema>;
type CoverCall = ServerUnaryCall<finance.CheckShipmentCoverRequest, finance.CheckShipmentCoverResponse>;

/** A real gRPC server that answers for finance, and remembers what it was asked. */
export const answeringFinance = async (answer: () => CoverAnswer) => {
  const asked: finance.CheckShipmentCoverRequest[] = [];
  const { input, output } = finance.CreditCoverService.method.checkShipmentCover;
  const server = new Server();
  server.addService(
    {
      CheckShipmentCover: {
        path: `/${finance.CreditCoverService.typeName}/CheckShipmentCover`,
        requestStream: false,
        responseStream: false,
        requestSerialize: (message: finance.CheckShipmentCoverRequest) => Buffer.from(toBinary(input, message)),
        requestDeserialize: (bytes: Buffer) => fromBinary(input, bytes),
        responseSerialize: (message: finance.CheckShipmentCoverResponse) => Buffer.from(toBinary(output, message)),
        responseDeserialize: (bytes: Buffer) => fromBinary(output, bytes),
      },
    },
    {
      CheckShipmentCover: ({ request }: CoverCall, reply: sendUnaryData<finance.CheckShipmentCoverResponse>) => {
        asked.push(request);
        reply(null, create(output, answer()));
      },
    },
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { asked, env: { FINANCE_GRPC_URL: `127.0.0.1:${port}` }, stop: () => server.forceShutdown() };
};
