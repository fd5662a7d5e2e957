import { Body, Controller, Post } from '@nestjs/common';
import { Allow, DateField, MoneyBody, MoneyField, newId, TextField, Transactions, type Tx } from '@tradeloom/chassis';
import { money } from '@tradeloom/kernel';
import { lockCustomer } from '../credit-cover/lock-customer.ts';
import { recheckHeldOrders } from '../credit-cover/recheck-held-orders.ts';
import { postEntry } from '../ledger/post-entry.ts';
import { postReceipt } from '../ledger/posting.rules.ts';
import { matchedNow } from '../payment-advices/matched-advice.ts';
import { mustAnnounce, settleAdvice } from '../payment-advices/payment-advice.rules.ts';
import { PaymentAdvices } from '../payment-advices/payment-advice.table.ts';
import { allocateAsAdvised } from '../payment-advices/propose-allocation.rules.ts';
import { allocate, type Purpose } from './allocation.rules.ts';
import { chargesBorneBy } from './charges-borne-by.ts';
import { owedBy, putToStages } from './put-to-stages.ts';
import { type Arrival, creditedBy, type Receipt, receiveMoney, sameReceipt } from './receipt.rules.ts';
import { Receipts } from './receipt.table.ts';
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
  @TextField({
    optional: true,
    description: 'id of the payment advice that announced it: it is put to what that names',
  })
  advice?: string;
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

type Named = Purpose & { readonly advice?: string | undefined };

const receive = async (tx: Tx, arrival: Arrival, purpose: Named): Promise<Receipt> => {
  const { payee, payer } = arrival;
  const receipt = await tx.add(Receipts, receiveMoney(newId(), arrival, await allocated(tx, arrival, purpose)));
  if (purpose.advice !== undefined) await tx.change(PaymentAdvices, purpose.advice, settleAdvice(receipt.id));
  await putToStages(tx, receipt.allocations);
  await postEntry(tx, postReceipt(receipt));
  await recheckHeldOrders(tx, payee, payer);
  return receipt;
};

/** As the named advice says, or else what is owed the longest first. */
const allocated = async (tx: Tx, arrival: Arrival, { advice: id, ...purpose }: Named) => {
  const { payee, payer } = arrival;
  if (id === undefined) {
    const credited = creditedBy(arrival);
    return allocate(credited, await owedBy(tx, { trader: payee, customer: payer }, credited, purpose), purpose);
  }
  const advice = await tx.one(PaymentAdvices, id);
  mustAnnounce(advice, arrival);
  return allocateAsAdvised(creditedBy(arrival), await matchedNow(tx, advice, advice));
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
