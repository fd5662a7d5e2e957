import { Controller } from '@nestjs/common';
import { Answers, Transactions } from '@tradeloom/chassis';
import { type MessageInitShape, production } from '@tradeloom/contracts';
import type { Finding } from '../refusals/refusal.rules.ts';
import { Releases } from '../releases/release.table.ts';
import { promiseImpact, supplierImpact } from './change-impact.rules.ts';
import { askedWishes, asMessage, withPlanned } from './delivery-promise.rules.ts';
import { replanDeliveries } from './promise.rules.ts';
import { Promises } from './promise.table.ts';
import { seeSupply } from './see-supply.ts';

const asFindings = (findings: readonly Finding[]) =>
  findings.map((f) => ({ ...f, text: { ...f.text }, facts: { ...f.facts } }));

/** What a change would do to the dates and to the suppliers; holds nothing. */
@Controller()
export class PreviewChange {
  constructor(private readonly transactions: Transactions) {}

  @Answers(production.PromisingService.method.previewChange)
  handle({
    orderId,
    deliveries,
  }: production.PreviewChangeRequest): Promise<MessageInitShape<typeof production.PreviewChangeResponseSchema>> {
    return this.transactions.run(async (tx) => {
      const wishes = askedWishes(deliveries);
      const { factory, schedules } = await tx.one(Promises, orderId);
      const supply = await seeSupply(
        tx,
        factory,
        [...schedules, ...wishes].map((x) => x.item),
      );
      const planned = replanDeliveries(wishes, schedules, supply, tx.today);
      const [gate] = await tx.find(Releases, { id: orderId });
      const ordered = gate ? gate.releasedOn !== null : false;
      const suppliers = ordered
        ? supplierImpact(schedules, withPlanned(schedules, planned), supply.items, tx.today)
        : [];
      return {
        schedules: planned.map(asMessage),
        promise: asFindings(promiseImpact(planned)),
        suppliers: asFindings(suppliers),
      };
    });
  }
}
