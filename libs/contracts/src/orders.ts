export * from './gen/tradeloom/orders/v1/delivery_plans_pb.ts';
export * from './gen/tradeloom/orders/v1/orders_pb.ts';
export * from './gen/tradeloom/orders/v1/status_enquiries_pb.ts';
