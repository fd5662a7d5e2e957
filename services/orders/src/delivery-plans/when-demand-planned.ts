import { Controller } from '@nestjs/common';
import { On, Transactions, type Tx } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { DomainError } from '@tradeloom/kernel';
import { In } from 'typeorm';
import { refuseWith, refusing } from '../document-refusals/refusing.ts';
import { type Item, type ItemReference, itemOf } from '../items/item.rules.ts';
import { ItemReferences, Items } from '../items/item.table.ts';
import type { Order } from '../orders/order.rules.ts';
import { Orders } from '../orders/order.table.ts';
import { sourceOf } from '../orders/source.rules.ts';
import { callOff } from './call-off.rules.ts';
import {
  blankPlan,
  headOf,
  mustBeIssued,
  type PlanKind,
  type PlannedItem,
  planId,
  type Release,
  takeRelease,
} from './delivery-plan.rules.ts';
import { DeliveryPlans } from './delivery-plan.table.ts';
import { bucketsOf } from './planned-bucket.rules.ts';

/** A forecast and a delivery call say the same things. */
type Plan = Omit<gateway.ForecastReceived, '$typeName' | '$unknown'>;

/** What the customer's words are held against. */
interface Knowledge {
  readonly items: readonly Item[];
  readonly references: readonly ItemReference[];
  readonly orders: readonly Order[];
}

/** A customer's 830 or 862: each line stands for itself, what cannot be understood goes back with its place. */
@Controller()
export class WhenDemandPlanned {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.ForecastReceivedSchema)
  ofForecast(plan: gateway.ForecastReceived): Promise<void> {
    return this.take(plan, 'forecast');
  }

  @On(gateway.DeliveryCallReceivedSchema)
  ofCall(plan: gateway.DeliveryCallReceived): Promise<void> {
    return this.take(plan, 'call');
  }

  private take(plan: Plan, kind: PlanKind): Promise<void> {
    const { customer, seller: trader, scheduleNumber } = plan;
    const document = {
      partner: customer,
      receiver: trader,
      documentNumber: scheduleNumber,
      source: sourceOf(plan.ref),
    };
    return this.transactions.run((tx) =>
      refusing(tx, document, async () => {
        mustBeIssued(plan.issueDate, tx.today);
        const { items, refused } = understood(plan, kind, await knowledgeFor(tx, plan));
        const release = releaseOf(plan, kind, items);
        if (items.length > 0 || plan.lines.length === 0) {
          const decide = takeRelease(release, tx.today);
          await tx.changeOrAdd(DeliveryPlans, planId(release), () => blankPlan(release), decide);
        }
        await refuseWith(tx, document, refused);
      }),
    );
  }
}

/** The order of the names is that of what is kept to tell a repetition by. */
const releaseOf = (plan: Plan, kind: PlanKind, items: readonly PlannedItem[]): Release => {
  const { customer, seller: trader } = plan;
  return { customer, trader, kind, ...headOf(plan), items };
};

interface Understood {
  readonly items: readonly PlannedItem[];
  readonly refused: readonly DomainError[];
}

const understood = (plan: Plan, kind: PlanKind, known: Knowledge): Understood => {
  const items: PlannedItem[] = [];
  const refused: DomainError[] = [];
  for (const line of plan.lines) {
    try {
      items.push(plannedItem(line, plan, kind, known));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push(placed(error, line));
    }
  }
  return { items, refused };
};

const knowledgeFor = async (tx: Tx, { customer, seller: trader, lines }: Plan): Promise<Knowledge> => {
  const buyerItems = lines.map((line) => line.buyerItem);
  const references = await tx.find(ItemReferences, { trader, customer, buyerItem: In(buyerItems) });
  const codes = [...references.map((r) => r.item), ...lines.map((line) => line.sellerItem)];
  return {
    references,
    items: await tx.find(Items, { trader, item: In(codes) }),
    orders: await tx.find(Orders, { customer, trader, customerOrder: In(lines.map((line) => line.orderNumber)) }),
  };
};

/** Only a call is held against an order: a forecast may name one that is yet to come. */
const plannedItem = (line: gateway.PlannedLine, plan: Plan, kind: PlanKind, known: Knowledge): PlannedItem => {
  const item = itemOf(line, known.items, known.references, plan.issueDate);
  if (!item) {
    throw new DomainError(
      'orders.plan.unknown-item',
      { en: 'We know no such item of yours', zh: '我方没有该品目' },
      { value: line.buyerItem || line.sellerItem },
    );
  }
  const buckets = bucketsOf(line, plan.counting, item);
  const { orderNumber, orderLine, shipTo, dock, received } = line;
  const order = known.orders.find((each) => each.customerOrder === orderNumber);
  const called =
    kind === 'call' && orderNumber !== ''
      ? callOff({ orderNumber, orderLine, item: item.item, buckets }, order)
      : { orderId: '', lineId: '' };
  return { factory: item.factory, item: item.item, unit: item.unit, shipTo, dock, ...called, buckets, received };
};

const placed = ({ code, text, facts, kind }: DomainError, { position, line }: gateway.PlannedLine): DomainError =>
  new DomainError(code, text, { ...facts, position, line }, kind);
