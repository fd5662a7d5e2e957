import type { Tx } from '@tradeloom/chassis';
import { notFound } from '@tradeloom/kernel';
import type { Item } from './item.rules.ts';

/** Master data without parties: no door answers it, only documents between an order's own parties quote it. */
export const itemsOf = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Item>> => {
  const rows = await tx.query<Item>(
    `select id, name_en as "nameEn", name_zh as "nameZh", hs_code as "hsCode", hs_valid_from as "hsValidFrom",
            declared_elements as "declaredElements", origin_country as "originCountry",
            declared_unit_zh as "declaredUnitZh", statutory_units as "statutoryUnits",
            source_district as "sourceDistrict", packing, buyer_items as "buyerItems"
       from items where id = any($1)`,
    [[...new Set(ids)]],
  );
  const items = new Map(rows.map((item) => [item.id, item]));
  const missing = ids.find((id) => !items.has(id));
  if (missing !== undefined) throw notFound('item', missing);
  return items;
};
