import { Injectable } from '@nestjs/common';
import { Ask, Transactions } from '@tradeloom/chassis';
import { finance } from '@tradeloom/contracts';
import { DomainError } from '@tradeloom/kernel';
import type { CommercialInvoice } from '../document-sets/content.rules.ts';
import { DocumentSets } from '../document-sets/document-set.table.ts';
import { goOnBoard, mustBeApproved, shippedValue } from './goods-shipped.rules.ts';
import { type ShipmentAnswer, shipmentAnswer } from './see-shipment.ts';
import type { Shipment } from './shipment.rules.ts';
import { Shipments } from './shipment.table.ts';

const held = (shipment: Shipment, { findings, exposure, limit }: finance.CheckShipmentCoverResponse): DomainError => {
  const why = (language: 'en' | 'zh'): string => findings.map((f) => f.text?.[language] ?? f.code).join('; ');
  return new DomainError(
    'logistics.shipment.cover-held',
    {
      en: `Credit cover holds shipment ${shipment.number}: ${why('en')}`,
      zh: `信用额度不放行装运 ${shipment.number}：${why('zh')}`,
    },
    { exposure: exposure?.amount ?? '', limit: limit?.amount ?? '', currency: limit?.currency ?? '' },
  );
};

/** The goods go on board once the documents are approved and finance covers this shipment, order by order. */
@Injectable()
export class GoOnBoard {
  constructor(
    private readonly transactions: Transactions,
    private readonly ask: Ask,
  ) {}

  async run(id: string, onBoardOn: string): Promise<ShipmentAnswer> {
    const { shipment, invoice } = await this.approvedInvoice(id);
    if (shipment.onBoardOn !== null) return shipmentAnswer(shipment);
    await this.mustBeCovered(shipment, invoice, onBoardOn);
    return this.transactions.run(async (tx) =>
      shipmentAnswer(await tx.change(Shipments, id, goOnBoard(onBoardOn, invoice, tx.today))),
    );
  }

  private approvedInvoice(id: string): Promise<{ shipment: Shipment; invoice: CommercialInvoice }> {
    return this.transactions.run(async (tx) => {
      const shipment = await tx.one(Shipments, id);
      mustBeApproved(shipment);
      const set = await tx.one(DocumentSets, shipment.approved?.documentSetId ?? '');
      return { shipment, invoice: set.content.invoice };
    });
  }

  private async mustBeCovered(shipment: Shipment, invoice: CommercialInvoice, shipmentDate: string): Promise<void> {
    for (const orderId of shipment.orderIds) {
      const answer = await this.ask.finance(finance.CreditCoverService.method.checkShipmentCover, {
        orderId,
        shipmentId: shipment.id,
        shippedValue: shippedValue(invoice, orderId),
        shipmentDate,
      });
      if (answer.outcome === 'hold') throw held(shipment, answer);
    }
  }
}
