import type { Tx } from '@tradeloom/chassis';
import type { OutsourcingOrder } from '../outsourcing/outsourcing-order.rules.ts';
import { Progress } from '../progress/progress.table.ts';
import { type LotBalance, materialBalance } from './material-balance.rules.ts';
import type { MaterialMovement } from './material-movement.rules.ts';
import { MaterialMovements } from './material-movement.table.ts';

export interface WeighedMaterial {
  readonly balances: readonly LotBalance[];
  /** Issued or returned, and not yet signed by the other side. */
  readonly unsigned: readonly MaterialMovement[];
}

/** The material of an outsourcing order as it stands now. */
export const weighMaterial = async (tx: Tx, order: OutsourcingOrder): Promise<WeighedMaterial> => {
  const movements = await tx.find(MaterialMovements, { outsourcingOrderId: order.id }, { id: 'ASC' });
  const work = await tx.find(Progress, { outsourcingOrderId: order.id });
  const uses = order.lines.map((line) => ({
    delivered: line.received,
    scrapped: work.find((w) => w.outsourcingLine === line.line)?.figures.finished?.scrap ?? '0',
    materials: line.materials,
  }));
  return { balances: materialBalance(movements, uses), unsigned: movements.filter((m) => m.countersignedBy === null) };
};
