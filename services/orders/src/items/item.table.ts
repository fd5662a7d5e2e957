import { type Noun, nounColumns } from '@tradeloom/chassis';
import { EntitySchema } from 'typeorm';
import type { Item, ItemReference } from './item.rules.ts';

/** Seen by the trading company that sells an item and the factory that makes it. */
export const ItemsTable = new EntitySchema<Item>({
  name: 'item',
  tableName: 'items',
  columns: {
    ...nounColumns,
    trader: { type: 'text' },
    factory: { type: 'text' },
    item: { type: 'text' },
    name: { type: 'jsonb' },
    declaredName: { name: 'declared_name', type: 'jsonb' },
    declaredUnit: { name: 'declared_unit', type: 'text' },
    hs: { type: 'jsonb' },
    unit: { type: 'text' },
    conversions: { type: 'jsonb' },
    overDeliveryPercent: { name: 'over_delivery_percent', type: 'numeric' },
    underDeliveryPercent: { name: 'under_delivery_percent', type: 'numeric' },
    packing: { type: 'jsonb' },
    quality: { type: 'jsonb', nullable: true },
    certificates: { type: 'jsonb' },
  },
});

/** A customer's item numbers: the seller's own knowledge. */
export const ItemReferencesTable = new EntitySchema<ItemReference>({
  name: 'item-reference',
  tableName: 'item_references',
  columns: {
    ...nounColumns,
    trader: { type: 'text' },
    customer: { type: 'text' },
    buyerItem: { name: 'buyer_item', type: 'text' },
    item: { type: 'text' },
    validFrom: { name: 'valid_from', type: 'date' },
  },
});

export const Items: Noun<Item> = { name: 'item', table: ItemsTable };
export const ItemReferences: Noun<ItemReference> = { name: 'item-reference', table: ItemReferencesTable };
