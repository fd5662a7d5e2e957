import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { PaymentAdvice } from './payment-advice.rules.ts';

export const PaymentAdvicesTable = new EntitySchema<PaymentAdvice>({
  name: 'payment-advice',
  tableName: 'payment_advices',
  columns: {
    ...nounColumns,
    payee: { type: 'text' },
    payer: { type: 'text' },
    number: { type: 'text' },
    status: { type: 'text' },
    paymentDate: { name: 'payment_date', type: 'date' },
    money: { type: 'jsonb' },
    items: { type: 'jsonb' },
    revision: { type: 'int' },
    earlier: { type: 'jsonb' },
    findings: { type: 'jsonb' },
    receiptId: { name: 'receipt_id', type: 'text', nullable: true },
  },
});

export const PaymentAdvices: Noun<PaymentAdvice> = { name: 'payment-advice', table: PaymentAdvicesTable };
