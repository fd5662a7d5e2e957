export * from './gen/tradeloom/type/v1/event_pb.ts';
export * from './gen/tradeloom/type/v1/type_pb.ts';
