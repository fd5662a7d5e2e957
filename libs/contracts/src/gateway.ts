export * from './gen/tradeloom/gateway/v1/documents_pb.ts';
export * from './gen/tradeloom/gateway/v1/partner_reports_pb.ts';
