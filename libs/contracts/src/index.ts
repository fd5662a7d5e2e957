/** Every event and question between services, one namespace per proto package. */
export { create, type MessageInitShape } from '@bufbuild/protobuf';
export * as finance from './finance.ts';
export * as gateway from './gateway.ts';
export * as performance from './gen/tradeloom/supplier_performance/v1/performance_pb.ts';
export * as logistics from './logistics.ts';
export * as orders from './orders.ts';
export * as production from './production.ts';
export * as quality from './quality.ts';
export * as type from './type.ts';
