export * from './gen/tradeloom/logistics_documents/v1/partner_reports_pb.ts';
export * from './gen/tradeloom/logistics_documents/v1/shipments_pb.ts';
