import { Controller } from '@nestjs/common';
import { newId, On, Transactions } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { money } from '@tradeloom/kernel';
import { Not } from 'typeorm';
import { lockCustomer } from '../credit-cover/lock-customer.ts';
import { ordersNamed, wholeFindings } from './match-advice.rules.ts';
import { matchedNow } from './matched-advice.ts';
import { correctAdvice, expectMoney, refuseAdvice } from './payment-advice.rules.ts';
import { PaymentAdvices } from './payment-advice.table.ts';

/** A customer advises a payment (820, REMADV): expected and matched with what he owes, or refused. Nothing is booked. */
@Controller()
export class WhenPaymentAdvised {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.PaymentAdvisedSchema)
  async handle(event: gateway.PaymentAdvised): Promise<void> {
    const sent = sentBy(event);
    const { payee, payer, number } = sent;
    await this.transactions.run(async (tx) => {
      await lockCustomer(tx, payee, payer);
      const matched = await matchedNow(tx, sent, sent);
      const findings = [...wholeFindings(sent, matched), ...matched.flatMap((one) => one.findings)];
      const orders = ordersNamed(sent, matched);
      const [known] = await tx.find(PaymentAdvices, { payee, payer, number, status: Not('refused') });
      if (known) await tx.change(PaymentAdvices, known.id, correctAdvice(sent, findings, orders, event.ref));
      else if (findings.some((f) => f.severity === 'block'))
        await tx.add(PaymentAdvices, refuseAdvice(newId(), sent, findings, event.ref));
      else await tx.add(PaymentAdvices, expectMoney(newId(), sent, findings, orders));
    });
  }
}

const sentBy = (event: gateway.PaymentAdvised) => ({
  payee: event.payee,
  payer: event.payer,
  number: event.remittanceNumber,
  paymentDate: event.paymentDate,
  money: money(event.money?.amount ?? '0', event.money?.currency ?? ''),
  items: event.invoices.map(({ invoiceNumber, invoiceDate, paid, invoiced, deduction, reason }) => ({
    reference: invoiceNumber,
    date: invoiceDate || null,
    paid,
    invoiced,
    deduction: deduction || null,
    reason: reason || null,
  })),
});
