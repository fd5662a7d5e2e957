export * from './gen/tradeloom/production/v1/forecasts_pb.ts';
export * from './gen/tradeloom/production/v1/order_status_pb.ts';
export * from './gen/tradeloom/production/v1/production_pb.ts';
export * from './gen/tradeloom/production/v1/promising_pb.ts';
export * from './gen/tradeloom/production/v1/reported_stocks_pb.ts';
