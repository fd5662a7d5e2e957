import { Controller } from '@nestjs/common';
import { On, Transactions, type Tx } from '@tradeloom/chassis';
import { gateway } from '@tradeloom/contracts';
import { Lots } from '../lots/lot.table.ts';
import { blankCertificate, certificateId, isAbout, type Tested, takeCertificate } from './certificate.rules.ts';
import { Certificates } from './certificate.table.ts';
import type { Characteristic } from './characteristic.rules.ts';

/** A supplier's test report: one certificate per lot, judged by its figures, before or after the goods arrive. */
@Controller()
export class WhenTestResultsReported {
  constructor(private readonly transactions: Transactions) {}

  @On(gateway.TestResultsReportedSchema)
  handle(report: gateway.TestResultsReported): Promise<void> {
    return this.transactions.run(async (tx) => {
      for (const item of report.items) await this.take(tx, testedOf(report, item));
    });
  }

  private async take(tx: Tx, tested: Tested): Promise<void> {
    const { supplier: maker, receiver, lot } = tested;
    const named = lot === '' ? [] : await tx.find(Lots, { kind: 'incoming', maker, receiver, lot }, { id: 'ASC' });
    const goods = named.filter((each) => isAbout(tested, each));
    const id = certificateId(tested);
    await tx.changeOrAdd(Certificates, id, () => blankCertificate(tested), takeCertificate(tested, goods));
  }
}

const orNull = (text: string): string | null => text || null;

const testedOf = (report: gateway.TestResultsReported, item: gateway.TestedItem): Tested => {
  const { supplier, receiver, reportNumber, reportDate, shipmentNumber, note } = report;
  const { line, orderNumber, orderLine, buyerItem, sellerItem, lot, heat, quantity } = item;
  return {
    supplier,
    receiver,
    reportNumber,
    reportDate,
    line,
    shipmentNumber,
    orderNumber,
    orderLine,
    item: buyerItem,
    sellerItem,
    lot,
    heat,
    quantity: quantity?.value ?? null,
    unit: quantity?.unit ?? null,
    note,
    characteristics: item.characteristics.map(characteristicOf),
  };
};

const characteristicOf = (tested: gateway.TestedCharacteristic): Characteristic => ({
  name: tested.name,
  method: orNull(tested.method),
  minimum: orNull(tested.minimum),
  maximum: orNull(tested.maximum),
  target: orNull(tested.target),
  unit: orNull(tested.unit),
  measurements: [...tested.measurements],
  statistics: tested.statistics.map(({ kind, value }) => ({ kind, value })),
  stated: tested.verdict === 'conforming' || tested.verdict === 'nonconforming' ? tested.verdict : null,
  remark: orNull(tested.remark),
});
