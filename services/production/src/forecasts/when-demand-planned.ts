import { Controller } from '@nestjs/common';
import { On, Transactions } from '@tradeloom/chassis';
import { orders } from '@tradeloom/contracts';
import { blankForecast, forecastId, takePlan } from './forecast.rules.ts';
import { Forecasts } from './forecast.table.ts';

/** A customer's plan: kept per item and place, to plan by. Nothing is promised, booked or made by it. */
@Controller()
export class WhenDemandPlanned {
  constructor(private readonly transactions: Transactions) {}

  @On(orders.DemandPlannedSchema)
  handle(plan: orders.DemandPlanned): Promise<void> {
    const { customer, trader, factory } = plan;
    return this.transactions.run(async (tx) => {
      for (const planned of onePerPlace(plan.items)) {
        const { item, unit, shipTo } = planned;
        const about = { customer, trader, factory, item, unit, shipTo };
        const decide = takePlan(plan, planned, tx.today);
        await tx.changeOrAdd(Forecasts, forecastId(about), () => blankForecast(about), decide);
      }
    });
  }
}

/** Lines of one item for one place, such as calls on several orders, are one plan. */
const onePerPlace = (items: readonly orders.PlannedItem[]): orders.PlannedItem[] =>
  [...Map.groupBy(items, ({ item, shipTo }) => JSON.stringify([item, shipTo])).values()].flatMap(
    ([first, ...others]) =>
      first ? [{ ...first, buckets: [first, ...others].flatMap((each) => each.buckets).sort(byDay) }] : [],
  );

const byDay = (a: orders.PlannedBucket, b: orders.PlannedBucket): number =>
  `${a.from} ${a.time}`.localeCompare(`${b.from} ${b.time}`);
