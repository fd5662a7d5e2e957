export * from './gen/tradeloom/gateway/v1/delivery_plans_pb.ts';
export * from './gen/tradeloom/gateway/v1/documents_pb.ts';
export * from './gen/tradeloom/gateway/v1/order_enquiries_pb.ts';
export * from './gen/tradeloom/gateway/v1/partner_reports_pb.ts';
export * from './gen/tradeloom/gateway/v1/stock_reports_pb.ts';
export * from './gen/tradeloom/gateway/v1/test_results_pb.ts';
