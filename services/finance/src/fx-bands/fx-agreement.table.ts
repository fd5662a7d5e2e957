import { type Identified, type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { FxBand } from './fx-band.rules.ts';

/** Trader and factory agreed to share a move of the rate. Master data; at most one per pair of partners. */
export interface FxAgreement extends Identified, FxBand {
  readonly trader: string;
  readonly factory: string;
  /** USD-CNY: CNY per USD */
  readonly pair: string;
}

export const FxAgreementsTable = new EntitySchema<FxAgreement>({
  name: 'fx-agreement',
  tableName: 'fx_agreements',
  columns: {
    ...nounColumns,
    trader: { type: 'text' },
    factory: { type: 'text' },
    pair: { type: 'text' },
    base: { type: 'numeric' },
    low: { type: 'numeric' },
    high: { type: 'numeric' },
    factoryShare: { name: 'factory_share', type: 'numeric' },
    form: { type: 'text' },
  },
});

export const FxAgreements: Noun<FxAgreement> = { name: 'fx-agreement', table: FxAgreementsTable };
