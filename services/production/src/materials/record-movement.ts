import { newId, type Tx } from '@tradeloom/chassis';
import { providedMaterials } from '../outsourcing/outsourcing-order.rules.ts';
import { OutsourcingOrders } from '../outsourcing/outsourcing-order.table.ts';
import { type MaterialMovement, moveMaterial } from './material-movement.rules.ts';
import { MaterialMovements } from './material-movement.table.ts';

type Moved = Pick<
  MaterialMovement,
  'kind' | 'item' | 'lot' | 'quantity' | 'unit' | 'owner' | 'location' | 'document' | 'corrects' | 'reason'
>;

/** Records a movement of material of an outsourcing order, signed by who records it. */
export const recordMovement = async (tx: Tx, outsourcingOrderId: string, moved: Moved): Promise<{ id: string }> => {
  const {
    id: orderOfSupplier,
    orderId,
    factory,
    supplier,
    lines,
  } = await tx.one(OutsourcingOrders, outsourcingOrderId);
  const provided = providedMaterials(lines).map(({ item, quantity }) => ({ item, unit: quantity.unit }));
  const signed = { signedBy: tx.by.login, signedOn: tx.today };
  const movement = {
    ...moved,
    ...signed,
    id: newId(),
    outsourcingOrderId: orderOfSupplier,
    orderId,
    factory,
    supplier,
  };
  const { id } = await tx.add(MaterialMovements, moveMaterial(movement, provided));
  return { id };
};
