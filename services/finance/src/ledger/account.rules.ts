import type { Text } from '@tradeloom/kernel';

/** The accounts that are posted to, numbered as the Chinese Accounting Standards' chart of accounts numbers them. */
export const accounts = {
  bank: { code: '1002', en: 'Bank', zh: '银行存款' },
  receivables: { code: '1122', en: 'Trade receivables', zh: '应收账款' },
  'outsourcing-cost': { code: '1408', en: 'Outsourced processing', zh: '委托加工物资' },
  'supplier-payables': { code: '2202', en: 'Trade payables', zh: '应付账款' },
  'customer-advances': { code: '2203', en: 'Advances from customers', zh: '预收账款' },
  'input-vat': { code: '2221', en: 'Input VAT', zh: '应交税费—进项税额' },
  'unapplied-receipts': { code: '2241', en: 'Receipts not yet applied', zh: '其他应付款—未核销收款' },
  'export-revenue': { code: '6001', en: 'Export revenue', zh: '主营业务收入—出口' },
  'fx-sharing': { code: '6061', en: 'Exchange rate sharing', zh: '汇兑损益—汇率共担' },
  'bank-charges': { code: '6603', en: 'Bank charges', zh: '财务费用—手续费' },
} as const satisfies Record<string, Text & { code: string }>;

export type Account = keyof typeof accounts;
