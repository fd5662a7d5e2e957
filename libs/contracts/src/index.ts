/** Every event and question between services, one namespace per proto package. */
export { create, type MessageInitShape } from '@bufbuild/protobuf';
export * as finance from './finance.ts';
export * as gateway from './gateway.ts';
export * as orders from './gen/tradeloom/orders/v1/orders_pb.ts';
export * as quality from './gen/tradeloom/quality/v1/quality_pb.ts';
export * as performance from './gen/tradeloom/supplier_performance/v1/performance_pb.ts';
export * as logistics from './logistics.ts';
export * as production from './production.ts';
export * as type from './type.ts';
