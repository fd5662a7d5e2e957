import type { Tx } from '@tradeloom/chassis';
import { must } from '@tradeloom/kernel';
import type { Shipment } from '../shipments/shipment.rules.ts';
import { Shipments } from '../shipments/shipment.table.ts';

/** The shipment of a shipper that a forwarder carries, by any of its numbers: ours, the booking's, the bill of lading's. */
export const findForwarded = async (
  tx: Tx,
  { forwarder, shipper }: { readonly forwarder: string; readonly shipper: string },
  numbers: readonly string[],
): Promise<Shipment> => {
  const [row] = await tx.query<{ id: string }>(
    `select id from shipments
      where forwarder = $1 and $2 in (trader, factory)
        and (number = any ($3) or booking ->> 'number' = any ($3) or draft ->> 'number' = any ($3))
      order by number = any ($3) desc limit 1`,
    [forwarder, shipper, numbers],
  );
  must(
    row !== undefined,
    'logistics.transport.unknown-consignment',
    {
      en: `No shipment that you carry is known as ${numbers.join(', ')}`,
      zh: `没有由贵司承运、编号为 ${numbers.join('、')} 的装运`,
    },
    { value: numbers[0] ?? '' },
  );
  return tx.one(Shipments, row.id);
};
