import {
  create,
  type DescMessage,
  type DescService,
  fromBinary,
  type MessageInitShape,
  toBinary,
} from '@bufbuild/protobuf';
import type { MethodDefinition, ServiceDefinition } from '@grpc/grpc-js';
import * as contracts from '@tradeloom/contracts';

const isService = (x: unknown): x is DescService => (x as DescService | undefined)?.kind === 'service';

/** Every question declared in proto/. */
export const services: readonly DescService[] = Object.values(contracts)
  .flatMap((namespace) => (typeof namespace === 'object' ? Object.values<unknown>(namespace) : []))
  .filter(isService);

const writer = (schema: DescMessage) => (value: object) =>
  Buffer.from(toBinary(schema, create(schema, value as MessageInitShape<DescMessage>)));
const reader = (schema: DescMessage) => (bytes: Buffer) => fromBinary(schema, bytes);

type Method = MethodDefinition<object, object>;

/** protobuf-es on the wire instead of proto-loader, which loses oneofs and 64-bit numbers. */
export const methodsOf = (service: DescService): ServiceDefinition =>
  Object.fromEntries(
    service.methods.map((method): [string, Method] => [
      method.name,
      {
        path: `/${service.typeName}/${method.name}`,
        requestStream: false,
        responseStream: false,
        requestSerialize: writer(method.input),
        requestDeserialize: reader(method.input),
        responseSerialize: writer(method.output),
        responseDeserialize: reader(method.output),
        originalName: method.localName,
      },
    ]),
  );

/** What Nest's gRPC server serves: the services of these proto packages. */
export const packageDefinition = (packages: readonly string[]): Record<string, ServiceDefinition> =>
  Object.fromEntries(
    services.filter((s) => packages.includes(s.file.proto.package)).map((s) => [s.typeName, methodsOf(s)]),
  );
