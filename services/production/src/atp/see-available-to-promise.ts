import { Controller, Get, Query } from '@nestjs/common';
import { Allow, DateField, TextField, Transactions, type Tx } from '@tradeloom/chassis';
import { addDays, DomainError, daysBetween, decimal, must, notFound } from '@tradeloom/kernel';
import { type ForecastLoad, forecastLoad } from '../forecasts/forecast-load.ts';
import { Items } from '../items/item.table.ts';
import { seeSupply } from '../promises/see-supply.ts';
import { type AtpCalendar, type AtpDay, atpCalendar, type PeggedSupply } from './atp-calendar.rules.ts';

export class WhichAtp {
  @TextField() item!: string;
  @DateField({ optional: true, description: 'today when missing' }) from?: string;
  @DateField({ optional: true, description: 'three months on when missing, a year at most' }) to?: string;
  @TextField({ optional: true, description: 'where several factories have an item of this code' }) factory?: string;
}

/** A promise that takes from the row; an order of others shows its quantity only. */
interface PeggedDemand {
  readonly order: string | null;
  readonly lineId: string | null;
  readonly scheduleId: string | null;
  readonly date: string;
  readonly quantity: string;
}

interface AtpAnswer {
  readonly item: string;
  readonly factory: string;
  readonly unit: string;
  readonly rule: 'cumulative-look-ahead';
  readonly row: readonly AtpDay[];
  readonly pegging: { readonly supplies: readonly PeggedSupply[]; readonly demands: readonly PeggedDemand[] };
  /** What customers plan and have not ordered: load that may come, not counted in the row. */
  readonly forecast: readonly ForecastLoad[];
  readonly dataAsOf: string | null;
  readonly dataAgeHours: number | null;
}

const usualDays = 92;
const longestDays = 366;
const hourMs = 3_600_000;

/** What can be promised of an item by each day, with where it comes from and how old the figures are. */
@Controller('atp')
export class SeeAvailableToPromise {
  constructor(private readonly transactions: Transactions) {}

  @Get()
  @Allow({ kinds: ['trader', 'factory'] })
  handle(@Query() { item: code, from, to, factory }: WhichAtp): Promise<AtpAnswer> {
    return this.transactions.run(async (tx) => {
      const item = await findItem(tx, code, factory);
      const first = from ?? tx.today;
      const last = to ?? addDays(first, usualDays);
      must(first <= last && daysBetween(tx.today, last) <= longestDays, 'production.atp.span', {
        en: 'Ask for days up to one year from today',
        zh: '查询区间须在今日起一年以内',
      });
      const supply = await seeSupply(tx, item.factory, [item.code]);
      const calendar = atpCalendar(item, supply, tx.today, first, last);
      const { row, supplies, dataAsOf } = calendar;
      const age = dataAsOf === null ? null : Math.max(0, Math.floor((tx.at.getTime() - Date.parse(dataAsOf)) / hourMs));
      return {
        item: item.code,
        factory: item.factory,
        unit: item.unit,
        rule: 'cumulative-look-ahead',
        row,
        pegging: { supplies, demands: await pegDemands(tx, calendar) },
        forecast: await forecastLoad(tx, item, row),
        dataAsOf,
        dataAgeHours: age,
      };
    });
  }
}

const findItem = async (tx: Tx, code: string, factory: string | undefined) => {
  const found = await tx.find(Items, { code, ...(factory && { factory }) });
  const [item, other] = found;
  if (!item) throw notFound('item', code);
  if (!other) return item;
  throw new DomainError(
    'production.atp.which-factory',
    { en: `Several factories have ${code}: name one`, zh: `多家工厂有 ${code}，请指明工厂` },
    { factories: found.map((i) => i.factory).join(', ') },
  );
};

/** The caller's own orders by name, the rest of each day as one figure. */
const pegDemands = async (tx: Tx, { supply, row }: AtpCalendar): Promise<PeggedDemand[]> => {
  const own = await tx.query<PeggedDemand>(
    `select p.number as "order", s ->> 'lineId' as "lineId", s ->> 'scheduleId' as "scheduleId", slot ->> 'day' as date,
            slot ->> 'quantity' as quantity
       from promises p, jsonb_array_elements(p.schedules) s, jsonb_array_elements(s -> 'slots') slot
      where slot ->> 'supply' = $1 and slot ->> 'day' between $2 and $3
      order by 4, 1, 2, 3`,
    [supply, row[0]?.date ?? '', row.at(-1)?.date ?? ''],
  );
  const others = row.flatMap(({ date, demand }) => {
    const named = own.filter((d) => d.date === date).reduce((sum, d) => sum.plus(d.quantity), decimal(0));
    const rest = decimal(demand).minus(named);
    return rest.gt(0) ? [{ order: null, lineId: null, scheduleId: null, date, quantity: rest.toFixed() }] : [];
  });
  return [...own, ...others];
};
