import { Body, Controller, Post } from '@nestjs/common';
import {
  Allow,
  BoolField,
  DateField,
  DecimalField,
  ListField,
  newId,
  TextField,
  Transactions,
  type Tx,
} from '@tradeloom/chassis';
import { DomainError, decimal, notFound } from '@tradeloom/kernel';
import { findDelay } from '../early-warnings/early-warning.rules.ts';
import { findSilence } from '../early-warnings/silence.rules.ts';
import { tellDifference, tellOver } from '../early-warnings/tell-difference.ts';
import type { OutsourcingOrder } from '../outsourcing/outsourcing-order.rules.ts';
import { OutsourcingOrders } from '../outsourcing/outsourcing-order.table.ts';
import { countDelivered } from '../progress/progress.rules.ts';
import { Progress } from '../progress/progress.table.ts';
import type { Despatch } from './despatch.rules.ts';
import { Despatches } from './despatch.table.ts';
import { countReceived, type Receipt, receiveGoods } from './receipt.rules.ts';
import { Receipts } from './receipt.table.ts';

export class CountedBody {
  @TextField({ description: 'line of the outsourcing order' }) line!: string;
  @TextField({ optional: true, description: 'the supplier’s lot, where the note names one' }) lot?: string;
  @DecimalField({ description: 'pieces counted' }) quantity!: string;
  @BoolField({ optional: true, description: 'pieces that came back from rework' }) rework?: boolean;
}

export class GoodsReceiptBody {
  @TextField() supplier!: string;
  @TextField({ description: 'number of the supplier’s delivery note' }) despatchNumber!: string;
  @TextField({ optional: true, description: 'where the note is for several orders' }) outsourcingOrderId?: string;
  @TextField({ optional: true, description: 'the factory’s own number; made from the note’s when missing' })
  number?: string;
  @DateField({ optional: true, description: 'the day the goods arrived; today when missing' }) receivedOn?: string;
  @ListField(() => CountedBody, { minSize: 1 }) lines!: CountedBody[];
}

type ShownReceipt = Pick<Receipt, 'id' | 'number' | 'status' | 'lines'>;

/** The factory counts what arrived against the supplier's delivery note; then it is inspected. */
@Controller('goods-receipts')
export class ReceiveGoods {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({ kinds: ['factory'], roles: ['owner', 'planner', 'production-manager', 'inspector'] })
  handle(@Body() { number, receivedOn, lines, ...which }: GoodsReceiptBody): Promise<ShownReceipt> {
    return this.transactions.run(async (tx) => {
      const despatch = await findDespatch(tx, which);
      const before = await tx.change(OutsourcingOrders, despatch.outsourcingOrderId, (order) => ({
        state: order,
        events: [],
      }));
      const earlier = await tx.find(Receipts, { despatchId: despatch.id });
      const arrival = {
        id: newId(),
        number: number ?? `GR-${despatch.number}-${earlier.length + 1}`,
        receivedOn: receivedOn ?? tx.today,
        counted: lines.map(({ line, lot = '', quantity, rework = false }) => ({ line, lot, quantity, rework })),
        earlier,
      };
      const receipt = await tx.add(Receipts, receiveGoods(despatch, before, arrival));
      await countIn(tx, before, await tx.change(OutsourcingOrders, before.id, countReceived(receipt.lines)));
      return { id: receipt.id, number: receipt.number, status: receipt.status, lines: receipt.lines };
    });
  }
}

const findDespatch = async (
  tx: Tx,
  { supplier, despatchNumber, outsourcingOrderId }: Omit<GoodsReceiptBody, 'number' | 'receivedOn' | 'lines'>,
): Promise<Despatch> => {
  const found = await tx.find(Despatches, {
    factory: tx.by.organisation,
    supplier,
    number: despatchNumber,
    ...(outsourcingOrderId && { outsourcingOrderId }),
  });
  const [despatch, other] = found;
  if (!despatch) throw notFound('despatch', despatchNumber);
  if (!other) return despatch;
  throw new DomainError(
    'production.receipt.which-order',
    { en: 'The delivery note is for several orders: name one', zh: '送货单涉及多张订单，请指明' },
    { orders: found.map((d) => d.outsourcingOrderId).join(', ') },
  );
};

/** What arrived is made, whatever was reported: a warning about it may be over. */
const countIn = async (tx: Tx, before: OutsourcingOrder, after: OutsourcingOrder): Promise<void> => {
  for (const [i, line] of after.lines.entries()) {
    const more = decimal(line.received).minus(before.lines[i]?.received ?? 0);
    if (more.isZero()) continue;
    const work = await tx.change(Progress, `${after.id}/${line.line}`, countDelivered(line.received));
    await tellDifference(tx, 'behind-schedule', work, findDelay(work, tx.today));
    await tellDifference(tx, 'silent', work, findSilence(work, tx.today));
    await tellOver(tx, work);
  }
};
