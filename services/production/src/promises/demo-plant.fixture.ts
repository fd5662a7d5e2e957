import type { Item } from '../items/item.rules.ts';
import type { Supply } from './supply.rules.ts';

const shift = [{ from: '08:00', to: '17:00' }];
const identity = { version: 0, parties: ['eastbridge', 'hengda'], factory: 'hengda' };
const line = (code: string, perDay: string) => ({
  ...identity,
  id: `hengda/${code}`,
  code,
  calendar: 'hengda/plant',
  rates: [
    { from: '2026-01-01', until: null, perDay, source: 'line plan', setBy: 'liu.fang', setAt: '2026-01-01T00:00:00Z' },
  ],
});
const item = (code: string, resource: string | null, bill: Item['bill']): Item => ({
  ...identity,
  id: `hengda/${code}`,
  code,
  name: { en: code, zh: code },
  unit: 'PCE',
  sourcing: resource ? 'make' : 'stock',
  resource,
  logisticsDays: 4,
  bill,
});
const part = (component: string, supplier: string) => ({ component, supplier, perPiece: '1', leadDays: 21 });

/** A plant with two lines, Monday to Saturday, parts in 21 days, and a spare part that comes only from stock. */
export const plant: Supply = {
  factory: 'hengda',
  items: [
    item('KT-18', 'ASSEMBLY-1', [part('KT18-BODY', 'jingsu'), part('KT18-BASE', 'jinfeng')]),
    item('TS-04', 'ASSEMBLY-2', [part('TS04-KNOB', 'jingsu'), part('TS04-SHELL', 'jinfeng')]),
    item('KT18-LID', null, []),
  ],
  resources: [line('ASSEMBLY-1', '120'), line('ASSEMBLY-2', '20')],
  calendars: [
    { ...identity, id: 'hengda/plant', week: [[], shift, shift, shift, shift, shift, shift], exceptions: [] },
  ],
  stocks: [
    {
      ...identity,
      id: 'hengda/stock/KT18-LID',
      item: 'KT18-LID',
      unit: 'PCE',
      onHand: '500',
      asOf: '2026-12-07T00:00:00Z',
      source: 'count',
      receipts: [],
      departures: [],
    },
  ],
  booked: [],
};
