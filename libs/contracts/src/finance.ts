export * from './gen/tradeloom/finance/v1/credit_cover_pb.ts';
export * from './gen/tradeloom/finance/v1/finance_pb.ts';
export * from './gen/tradeloom/finance/v1/payment_advices_pb.ts';
