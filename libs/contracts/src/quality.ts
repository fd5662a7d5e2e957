export * from './gen/tradeloom/quality/v1/certificates_pb.ts';
export * from './gen/tradeloom/quality/v1/incidents_pb.ts';
export * from './gen/tradeloom/quality/v1/quality_pb.ts';
