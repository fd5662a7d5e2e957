import { type Identified, type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { ChargesBorneBy, Receipt } from './receipt.rules.ts';

export const ReceiptsTable = new EntitySchema<Receipt>({
  name: 'receipt',
  tableName: 'receipts',
  columns: {
    ...nounColumns,
    payee: { type: 'text' },
    payer: { type: 'text' },
    reference: { type: 'text' },
    valueDate: { name: 'value_date', type: 'date' },
    currency: { type: 'text' },
    money: { type: 'jsonb' },
    charges: { type: 'jsonb' },
    chargesBorneBy: { name: 'charges_borne_by', type: 'text' },
    allocations: { type: 'jsonb' },
    unapplied: { type: 'numeric' },
  },
});

export const Receipts: Noun<Receipt> = { name: 'receipt', table: ReceiptsTable };

/** Who bears the bank charges of a customer's payments. Master data; the payee where nothing is agreed. */
export interface ChargeAgreement extends Identified {
  readonly payee: string;
  readonly payer: string;
  readonly borneBy: ChargesBorneBy;
}

export const ChargeAgreementsTable = new EntitySchema<ChargeAgreement>({
  name: 'charge-agreement',
  tableName: 'charge_agreements',
  columns: {
    ...nounColumns,
    payee: { type: 'text' },
    payer: { type: 'text' },
    borneBy: { name: 'borne_by', type: 'text' },
  },
});

export const ChargeAgreements: Noun<ChargeAgreement> = { name: 'charge-agreement', table: ChargeAgreementsTable };
