import type { Tx } from '@tradeloom/chassis';
import { must } from '@tradeloom/kernel';
import type { Shipment } from './shipment.rules.ts';
import { Shipments } from './shipment.table.ts';

/** The shipment between the two that a partner's document quotes: by our number, or by that of its bill of lading. */
export const findQuotedShipment = async (
  tx: Tx,
  { customer, trader }: Pick<Shipment, 'customer' | 'trader'>,
  quoted: string,
): Promise<Shipment> => {
  const [row] = await tx.query<{ id: string }>(
    `select id from shipments
      where customer = $1 and trader = $2 and (number = $3 or (on_board_on is not null and draft ->> 'number' = $3))
      order by number = $3 desc limit 1`,
    [customer, trader, quoted],
  );
  must(
    row !== undefined,
    'logistics.shipment.unknown',
    { en: `No shipment ${quoted} is known here`, zh: `本平台无装运 ${quoted}` },
    { value: quoted },
  );
  return tx.one(Shipments, row.id);
};
