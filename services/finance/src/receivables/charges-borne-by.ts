import type { Tx } from '@tradeloom/chassis';
import type { ChargesBorneBy } from './receipt.rules.ts';
import { ChargeAgreements } from './receipt.table.ts';

/** The payee where nothing is agreed. */
export const chargesBorneBy = async (tx: Tx, payee: string, payer: string): Promise<ChargesBorneBy> => {
  const [agreement] = await tx.find(ChargeAgreements, { payee, payer });
  return agreement?.borneBy ?? 'payee';
};
