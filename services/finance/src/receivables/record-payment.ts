import { Body, Controller, Post } from '@nestjs/common';
import { Allow, DateField, MoneyBody, MoneyField, newId, TextField, Transactions, type Tx } from '@tradeloom/chassis';
import { money } from '@tradeloom/kernel';
import { lockCustomer } from '../credit-cover/lock-customer.ts';
import { recheckHeldOrders } from '../credit-cover/recheck-held-orders.ts';
import { postEntry } from '../ledger/post-entry.ts';
import { postReceipt } from '../ledger/posting.rules.ts';
import { allocate, type Purpose } from './allocation.rules.ts';
import { owedBy, putToStages } from './put-to-stages.ts';
import {
  type Arrival,
  type ChargesBorneBy,
  creditedBy,
  type Receipt,
  receiveMoney,
  sameReceipt,
} from './receipt.rules.ts';
import { ChargeAgreements, Receipts } from './receipt.table.ts';
import { receiptView } from './see-payments-received.ts';

export class PaymentReceivedBody {
  @TextField({ description: 'organisation that paid', example: 'harbor-pine' }) payer!: string;
  @MoneyField({ description: 'what arrived on the account' }) money!: MoneyBody;
  @MoneyField({ optional: true, description: 'bank charges taken on the way' }) charges?: MoneyBody;
  @DateField({ description: 'value date of the bank' }) valueDate!: string;
  @TextField({ max: 80, description: "the bank's reference: the same reference is the same receipt" })
  reference!: string;
  @TextField({ optional: true, description: 'id of the order the payer names; it is paid first' }) order?: string;
  @TextField({ optional: true, description: 'id of the stage the payer names' }) stage?: string;
}

/** Money arrived: the receipt, and what it pays, oldest due stage first. */
@Controller('payments-received')
export class RecordPayment {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @Allow({ kinds: ['trader'], roles: ['finance-clerk', 'finance-manager'] })
  async handle(@Body() body: PaymentReceivedBody) {
    const receipt = await this.transactions.run(async (tx) => {
      const arrival = await arrivalOf(tx, body);
      await lockCustomer(tx, arrival.payee, arrival.payer);
      const { payee, payer, reference } = arrival;
      const [known] = await tx.find(Receipts, { payee, payer, reference });
      return known ? sameReceipt(known, arrival) : receive(tx, arrival, body);
    });
    return receiptView(receipt);
  }
}

const receive = async (tx: Tx, arrival: Arrival, purpose: Purpose): Promise<Receipt> => {
  const { payee, payer } = arrival;
  const allocated = allocate(creditedBy(arrival), await owedBy(tx, payee, payer), purpose);
  const receipt = await tx.add(Receipts, receiveMoney(newId(), arrival, allocated));
  await putToStages(tx, receipt.allocations);
  await postEntry(tx, postReceipt(receipt));
  await recheckHeldOrders(tx, payee, payer);
  return receipt;
};

const arrivalOf = async (tx: Tx, body: PaymentReceivedBody): Promise<Arrival> => ({
  payee: tx.by.organisation,
  payer: body.payer,
  reference: body.reference,
  valueDate: body.valueDate,
  money: money(body.money.amount, body.money.currency),
  charges: money(body.charges?.amount ?? '0', body.charges?.currency ?? body.money.currency),
  chargesBorneBy: await chargesBorneBy(tx, tx.by.organisation, body.payer),
});

const chargesBorneBy = async (tx: Tx, payee: string, payer: string): Promise<ChargesBorneBy> => {
  const [agreement] = await tx.find(ChargeAgreements, { payee, payer });
  return agreement?.borneBy ?? 'payee';
};
